/**
 * Stage 00 of the broker from scratch, the bytes of which all packets are made; and the topic filters of stage 03, for who wants
 * them to be judged apart from the broker around them.
 *
 * <p>The functions of stage 00 have no state, so that they can be checked one by one. From stage 01 on a broker is judged by what
 * it says on a socket alone, and how it is built inside is its author's affair.
 */
package mqttlab.contracts.broker;
