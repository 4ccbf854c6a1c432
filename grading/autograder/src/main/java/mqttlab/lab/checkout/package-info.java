/** What there is in a checkout of the course: its root, and the labs with what their {@code lab.yaml} says. */
package mqttlab.lab.checkout;
