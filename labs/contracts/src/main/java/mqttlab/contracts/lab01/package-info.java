/**
 * Lab 01: publish and subscribe, with the news of Cádiz.
 *
 * <p>Somebody in a newsroom publishes; readers say once what they care about, and from then on are told. Neither knows the
 * other: both know the broker, and the form in which news travels, which {@link mqttlab.contracts.lab01.News} lays down.
 */
package mqttlab.contracts.lab01;
