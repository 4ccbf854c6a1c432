package mqttlab.mutants;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.testkit.broker.Availability;
import mqttlab.testkit.broker.Brokers;

/**
 * The brokers that submissions are graded against: of every kind that this machine has, or only of the one that is demanded.
 * One broker of each kind, started at its first use. Used by one thread.
 *
 * @param kinds the words for the kinds
 */
record EveryBroker(List<String> kinds, Map<String, Brokers> open) implements AutoCloseable {

    /** @param demanded the word for a kind, which then must be there; or {@code auto} for what there is */
    static EveryBroker demanded(String demanded) {
        List<String> kinds = demanded.isEmpty() || demanded.equals("auto")
                ? Brokers.survey().stream().filter(Availability::available).map(found -> found.kind().word()).toList()
                : List.of(demanded);
        return new EveryBroker(kinds, new HashMap<>());
    }

    /** @throws mqttlab.testkit.InfrastructureException if it is not there */
    Brokers of(String kind) {
        return open.computeIfAbsent(kind, Brokers::named);
    }

    @Override
    public void close() {
        open.values().forEach(Brokers::close);
    }
}
