package mqttlab.testkit.broker;

import java.util.List;

/** The kinds of broker that a test runs against. */
public final class KindsHere {

    private KindsHere() {
    }

    /** All that this machine has; where all are promised, also those that it lacks, so that their tests fail. */
    public static List<BrokerKind> all() {
        boolean promised = "true".equals(System.getenv("CI")) || "container".equals(System.getenv("LAB_BROKER"));
        return Brokers.survey().stream().filter(here -> promised || here.available()).map(Availability::kind).toList();
    }
}
