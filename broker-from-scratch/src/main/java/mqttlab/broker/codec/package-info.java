/** Packets and their bytes: stage 00 and, packet by packet, the stages after it. Pure functions, no sockets. */
package mqttlab.broker.codec;
