package mqttlab.lab.command;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import mqttlab.testkit.broker.Brokers;
import picocli.CommandLine.Option;

/** Which broker the checks run against. */
final class BrokerOption {

    @Option(names = "--broker", paramLabel = "KIND", defaultValue = "${env:LAB_BROKER:-auto}",
            description = "auto, container, process or embedded (default: $LAB_BROKER, or else auto: the first that works).")
    private String broker;

    /** Starts the broker that all checks share, while the caller does something else. */
    CompletableFuture<Brokers> open() {
        CompletableFuture<Brokers> opened = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                Brokers brokers = Brokers.named(broker);
                brokers.shared();
                opened.complete(brokers);
            } catch (RuntimeException e) {
                opened.completeExceptionally(e);
            }
        });
        return opened;
    }

    /** Tries out once which kind there is, and then opens brokers of that kind, always the same one, as often as asked. */
    Supplier<Brokers> repeatable() {
        try (Brokers first = Brokers.named(broker)) {
            first.shared();
            String kind = first.kind().word();
            return () -> Brokers.named(kind);
        }
    }
}
