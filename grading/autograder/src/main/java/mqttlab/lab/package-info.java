/** The course tool behind {@code ./lab}: its entry, and what becomes of an error. */
package mqttlab.lab;
