/**
 * Who and what is where: people and devices say that they are here, and what is known of them; a board shows it.
 *
 * <p>What is said is a state: it holds until something else is said, also for a board that comes later. So it is retained by the
 * broker. A client that vanishes cannot say so; its {@linkplain mqttlab.contracts.presence.Beacon will} does.
 */
package mqttlab.contracts.presence;
