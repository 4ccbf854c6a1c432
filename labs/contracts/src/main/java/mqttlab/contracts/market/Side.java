package mqttlab.contracts.market;

/** The side of an order. */
public enum Side {
    BUY, SELL
}
