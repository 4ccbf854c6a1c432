/** Files that an administrator writes by hand, and what the broker says about them. */
package mqttlab.broker.file;
