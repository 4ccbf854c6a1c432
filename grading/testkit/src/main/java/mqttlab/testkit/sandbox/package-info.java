/** What a process may see and use of this machine while it runs the code of others. */
package mqttlab.testkit.sandbox;
