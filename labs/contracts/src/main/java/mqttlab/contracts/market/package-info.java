/**
 * A small stock market: traders place orders and publish prices, an exchange executes the orders.
 *
 * <p>A price is worth something until the next one comes. An order must not be lost, and must not be executed twice. The line
 * between the two may break at any moment. How much each message is worth is said by its
 * {@link mqttlab.contracts.market.Guarantee}.
 */
package mqttlab.contracts.market;
