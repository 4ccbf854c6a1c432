/** What there is in a checkout of the course: its root, and the labs and stages with what their manifests say. */
package mqttlab.lab.checkout;
