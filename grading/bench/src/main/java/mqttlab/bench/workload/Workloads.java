package mqttlab.bench.workload;

import static mqttlab.bench.workload.Groups.ONE_TO_ONE;

import java.util.List;
import java.util.stream.Collectors;
import mqttlab.bench.workload.Workload.Broker;
import mqttlab.testkit.InfrastructureException;

/** The table of all workloads. */
public final class Workloads {

    private static final List<Workload> ALL = List.of(
            Saturated.gathered("qos0", "QoS 0, one to one, saturated", ONE_TO_ONE, 2_000),
            Saturated.gathered("fan-out", "QoS 0, 1 to 100, saturated", new Groups(1, 1, 100), 200),
            Saturated.acknowledged("qos1", "QoS 1, window 20", ONE_TO_ONE, 1, Broker.ANY),
            Saturated.acknowledged("qos2", "QoS 2, window 20", ONE_TO_ONE, 2, Broker.ANY),
            Saturated.gathered("fan-in", "QoS 0, 100 to 1, saturated", new Groups(1, 100, 1), 40),
            Saturated.gathered("pairs", "QoS 0, 50 separate pairs, saturated", new Groups(50, 1, 1), 80),
            new Paced("latency", "QoS 0, one to one, 1,000 messages/s", ONE_TO_ONE, 1_000),
            new Paced("singly", "QoS 0, 100 publishers of 100 messages/s each, to 1", new Groups(1, 100, 1), 10_000),
            new Subscriptions(10_000),
            new Retained("retained", "# on 100,000 retained messages, QoS 0", 100_000, 0),
            new Retained("retained-qos1", "# on 100,000 retained messages, QoS 1", 100_000, 1),
            new IdleConnections(10_000),
            new Startup(),
            Saturated.acknowledged("journal", "QoS 1, window 20, kept on disk", ONE_TO_ONE, 1, Broker.JOURNAL),
            Saturated.acknowledged("journal-pairs", "QoS 1, window 20, kept on disk, 50 separate pairs", new Groups(50, 1, 1), 1,
                    Broker.JOURNAL));

    private Workloads() {
    }

    public static List<Workload> all() {
        return ALL;
    }

    public static List<Workload> named(List<String> names) {
        return names.stream().distinct().map(Workloads::named).toList();
    }

    private static Workload named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow(() -> new InfrastructureException(
                "there is no workload '%s'. There are: %s".formatted(name, names())));
    }

    public static String names() {
        return ALL.stream().map(Workload::name).collect(Collectors.joining(", "));
    }
}
