package mqttlab.contracts.market;

/**
 * The price of a share at some moment. It is published on the topic {@code MARKET/prices/SYMBOL}; its payload is
 * {@code NUMBER;CENTS}, for instance {@code 4711;1250}.
 *
 * @param market one topic level
 * @param symbol one topic level: which share
 * @param number counts the prices of this share: the greater, the newer
 * @param cents  the price
 */
public record Price(String market, String symbol, long number, long cents) {

    public Price {
        Order.requireTopicLevel("market", market);
        Order.requireTopicLevel("symbol", symbol);
    }
}
