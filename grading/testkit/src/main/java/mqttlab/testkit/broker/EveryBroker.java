package mqttlab.testkit.broker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mqttlab.testkit.InfrastructureException;

/**
 * The brokers that suites themselves are tried against: of every kind that this machine has, or only of the one that is
 * demanded. One of each kind.
 *
 * @param kinds the words for the kinds
 */
public record EveryBroker(List<String> kinds, Map<String, Brokers> open) implements AutoCloseable {

    /** What {@code LAB_BROKER} demands. */
    public static EveryBroker fromEnvironment() {
        return demanded(Optional.ofNullable(System.getenv("LAB_BROKER")).orElse("auto"));
    }

    /** @param demanded the word for a kind, which then must be there; or {@code auto} for what there is */
    public static EveryBroker demanded(String demanded) {
        Map<String, Brokers> open = new LinkedHashMap<>();
        if (demanded.isEmpty() || demanded.equals("auto")) {
            Brokers.survey().stream().filter(Availability::available).forEach(found -> openIfPossible(found.kind().word(), open));
        } else {
            open.put(demanded, Brokers.named(demanded));
        }
        return new EveryBroker(List.copyOf(open.keySet()), open);
    }

    /** A Docker engine may be there without an image, and without a network to get one from. */
    private static void openIfPossible(String kind, Map<String, Brokers> open) {
        try {
            Brokers brokers = Brokers.named(kind);
            brokers.shared();
            open.put(kind, brokers);
        } catch (InfrastructureException e) {
            System.out.println("Without the broker " + kind + ": " + e.getMessage());
        }
    }

    public Brokers of(String kind) {
        return open.get(kind);
    }

    @Override
    public void close() {
        open.values().forEach(Brokers::close);
    }
}
