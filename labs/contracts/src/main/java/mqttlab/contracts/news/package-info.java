/**
 * The news of Cádiz, which run through the course.
 *
 * <p>Somebody in a newsroom publishes; readers say once what they care about, and from then on are told. Neither knows the
 * other: both know the broker, and the form in which news travels, which {@link mqttlab.contracts.news.News} lays down.
 */
package mqttlab.contracts.news;
