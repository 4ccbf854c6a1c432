/** Lets single TCP connections pass between this machine's network and that of a sandbox, over Unix-domain sockets. */
package mqttlab.testkit.gate;
