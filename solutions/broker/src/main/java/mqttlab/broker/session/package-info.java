/** What the broker knows of a client, connected or not: from stage 01 on. Packets in, packets out, no sockets. */
package mqttlab.broker.session;
