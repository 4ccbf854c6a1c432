/**
 * Stage 00 of the broker from scratch, the bytes that all packets are made of; and the topic filters of stage 03 and the
 * deliveries of stage 05, which can also be judged without the broker around them.
 *
 * <p>The functions of stage 00 have no state, so that they can be checked one by one. From stage 01 on a broker is judged only by
 * what it says on a socket, and its author decides how it is built inside.
 */
package mqttlab.contracts.broker;
