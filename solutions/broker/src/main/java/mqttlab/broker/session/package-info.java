/** What the broker knows of a client, connected or not: stages 01 to 07. Packets in, packets out, no sockets. */
package mqttlab.broker.session;
