/** Sockets and threads: stage 01, and the writer that stage 12 makes fast. */
package mqttlab.broker.server;
