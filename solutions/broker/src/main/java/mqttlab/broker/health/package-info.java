/** How much the broker takes on, and what it counts: stage 11. */
package mqttlab.broker.health;
