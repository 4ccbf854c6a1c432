/** Sockets, threads, and a handler for each thing that a client can ask for: stage 01, and something of each stage after it. */
package mqttlab.broker.server;
