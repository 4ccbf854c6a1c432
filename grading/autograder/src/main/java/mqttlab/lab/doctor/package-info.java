/** What this machine has and lacks. */
package mqttlab.lab.doctor;
