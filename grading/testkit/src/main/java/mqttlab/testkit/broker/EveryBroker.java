package mqttlab.testkit.broker;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/**
 * The brokers that suites themselves are tried against: of every kind that this machine has, or only of those that are
 * demanded. One of each kind.
 *
 * @param kinds the words for the kinds, the most real one first
 */
public record EveryBroker(List<String> kinds, Map<String, Brokers> open) implements AutoCloseable {

    /**
     * What {@code LAB_BROKERS} demands, a list such as {@code container,process,embedded}, of which each must be there; or else
     * what {@code LAB_BROKER} does.
     */
    public static EveryBroker fromEnvironment() {
        String one = System.getenv().getOrDefault("LAB_BROKER", "");
        return demanded(System.getenv().getOrDefault("LAB_BROKERS", one));
    }

    /** @param demanded the words for kinds, with commas between them; or {@code auto} for what there is */
    public static EveryBroker demanded(String demanded) {
        Map<String, Brokers> open = new LinkedHashMap<>();
        if (demanded.isEmpty() || demanded.equals("auto")) {
            Brokers.survey().stream().filter(Availability::available).forEach(found -> openIfPossible(found.kind().word(), open));
        } else {
            Stream.of(demanded.split(",")).forEach(kind -> open.put(kind, Brokers.named(kind)));
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

    /**
     * The kinds, without those that start a broker of the same version as one before: another wrapping does not change
     * its answers.
     */
    public List<String> different() {
        return different(kinds, versions());
    }

    static List<String> different(List<String> kinds, Map<String, String> versions) {
        Set<String> met = new HashSet<>();
        return kinds.stream().filter(kind -> met.add(versions.get(kind).replaceFirst(" \\(.*", ""))).toList();
    }

    public Brokers of(String kind) {
        return open.get(kind);
    }

    /** What each kind is, with its version. */
    public Map<String, String> versions() {
        return open.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().shared().description()));
    }

    @Override
    public void close() {
        open.values().forEach(Brokers::close);
    }
}
