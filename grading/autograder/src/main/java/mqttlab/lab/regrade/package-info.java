/** Comparing two gradebooks: whose points have changed, and why. */
package mqttlab.lab.regrade;
