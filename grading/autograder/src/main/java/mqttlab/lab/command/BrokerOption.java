package mqttlab.lab.command;

import java.util.concurrent.CompletableFuture;
import mqttlab.testkit.broker.Brokers;
import picocli.CommandLine.Option;

/** Which broker the checks run against. */
final class BrokerOption {

    @Option(names = "--broker", paramLabel = "KIND", defaultValue = "${env:LAB_BROKER:-auto}",
            description = "auto, container, process or embedded (default: $LAB_BROKER, or else auto: the first that works).")
    private String broker;

    /** Starts one broker, and waits until it is there. */
    Brokers openNow() {
        Brokers brokers = Brokers.named(broker);
        brokers.shared();
        return brokers;
    }

    /** Starts the broker that all checks share, while the caller does something else. */
    CompletableFuture<Brokers> open() {
        CompletableFuture<Brokers> opened = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                Brokers brokers = Brokers.named(broker);
                brokers.shared();
                opened.complete(brokers);
            } catch (RuntimeException | Error e) {
                // Whoever waits must not wait for ever.
                opened.completeExceptionally(e);
            }
        });
        return opened;
    }

    /** Tries out once which kind there is, so that all brokers of a long run are of the same. */
    Choice choose() {
        try (Brokers first = Brokers.named(broker)) {
            first.shared();
            return new Choice(first.kind(), first.shared().description(), String.join("; ", first.passedOver()));
        }
    }

    /**
     * @param description of the kind and its version
     * @param because     why it is not a better kind; empty if it was asked for, or is the best
     */
    record Choice(String kind, String description, String because) {

        Brokers open() {
            return Brokers.named(kind);
        }
    }
}
