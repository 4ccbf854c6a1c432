package mqttlab.contracts.market;

/**
 * An order to buy or sell shares. It is published on the topic {@code MARKET/orders/SYMBOL}; its payload is, in UTF-8,
 * {@code ID;SIDE;SHARES;CENTS}, for instance {@code o-17;BUY;100;1250}.
 *
 * @param market one topic level: all that belongs to one market has it
 * @param symbol one topic level: which share
 * @param id     names this order: two orders that are alike in all else are two orders; not empty, without {@code ;}
 * @param side   whether to buy or to sell
 * @param shares how many, at least one
 * @param cents  the price of one share, in cents
 */
public record Order(String market, String symbol, String id, Side side, int shares, long cents) {

    public Order {
        requireTopicLevel("market", market);
        requireTopicLevel("symbol", symbol);
        if (id == null || id.isEmpty() || id.contains(";")) {
            throw new IllegalArgumentException("an order has an identifier, without ; in it, and not \"" + id + '"');
        }
        if (side == null || shares < 1) {
            throw new IllegalArgumentException("an order has a side, and at least one share");
        }
    }

    static void requireTopicLevel(String what, String value) {
        if (value == null || !value.matches("[^/+#\0]+")) {
            throw new IllegalArgumentException("a " + what + " is one topic level, without / + #, and not \"" + value + '"');
        }
    }
}
