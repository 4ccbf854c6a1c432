package mqttlab.lab03;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.function.Supplier;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Price;
import mqttlab.contracts.market.Side;

/** Orders and prices as messages. */
final class Texts {

    private Texts() {
    }

    static String topic(Order order) {
        return order.market() + "/orders/" + order.symbol();
    }

    static byte[] payload(Order order) {
        return "%s;%s;%d;%d".formatted(order.id(), order.side(), order.shares(), order.cents()).getBytes(UTF_8);
    }

    /** The order that a message is; empty if it is none, or malformed. */
    static Optional<Order> order(String topic, byte[] payload) {
        String[] levels = topic.split("/", -1);
        String[] parts = new String(payload, UTF_8).split(";", -1);
        boolean isOrder = levels.length == 3 && levels[1].equals("orders") && parts.length == 4;
        return isOrder ? made(() -> new Order(levels[0], levels[2], parts[0], Side.valueOf(parts[1]),
                Integer.parseInt(parts[2]), Long.parseLong(parts[3]))) : Optional.empty();
    }

    static String topic(Price price) {
        return price.market() + "/prices/" + price.symbol();
    }

    static byte[] payload(Price price) {
        return "%d;%d".formatted(price.number(), price.cents()).getBytes(UTF_8);
    }

    /** The price that a message is; empty if it is none, or malformed. */
    static Optional<Price> price(String topic, byte[] payload) {
        String[] levels = topic.split("/", -1);
        String[] parts = new String(payload, UTF_8).split(";", -1);
        boolean isPrice = levels.length == 3 && levels[1].equals("prices") && parts.length == 2;
        return isPrice ? made(() -> new Price(levels[0], levels[2], Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                : Optional.empty();
    }

    private static <T> Optional<T> made(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
