package mqttlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import mqttlab.bench.contender.Contender;
import mqttlab.bench.contender.RunningBroker;
import mqttlab.bench.load.BrokenLoad;
import mqttlab.bench.load.Faults;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.report.Results;
import mqttlab.bench.workload.Workload;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run of the bench")
class BenchTest {

    private final List<String> events = new ArrayList<>();

    @Test
    @DisplayName("takes the brokers in turn, each round in another order, and warms each once")
    void interleaved() {
        run(2, new Given("load", Workload.Broker.ANY));

        assertThat(events).containsExactly("start a", "start b",
                "warm a for load", "load on a", "warm b for load", "load on b",
                "load on b", "load on a", "stop a", "stop b");
    }

    @Test
    @DisplayName("gives a workload a fresh process each time, if it asks for one")
    void fresh() {
        run(1, new Given("memory", Workload.Broker.FRESH), new Given("disk", Workload.Broker.JOURNAL));

        assertThat(events).containsExactly("start a", "start b",
                "start a", "warm a for memory", "memory on a", "stop a", "start b", "warm b for memory", "memory on b", "stop b",
                "start a with journal", "warm a for disk", "disk on a", "stop a",
                "start b with journal", "warm b for disk", "disk on b", "stop b",
                "stop a", "stop b");
    }

    @Test
    @DisplayName("spoils the row of a broker that breaks a load, and starts it again for the next")
    void broken() {
        Results results = run(1, new Given("broken", Workload.Broker.ANY), new Given("load", Workload.Broker.ANY));

        assertThat(results.summary(results.workloads().getFirst(), "a").blemish()).isEqualTo("a fell over");
        assertThat(results.summary(results.workloads().getLast(), "a").isSpoilt()).isFalse();
        assertThat(events).startsWith("start a", "start b", "warm a for broken", "stop a", "warm b for broken", "stop b",
                "start a", "warm a for load");
    }

    private Results run(int rounds, Workload... workloads) {
        Plan plan = new Plan(List.of(new Recorded("a"), new Recorded("b")), List.of(workloads), rounds,
                Duration.ZERO, Duration.ZERO);
        try (Bench bench = new Bench(plan, progress -> { })) {
            return bench.run();
        }
    }

    private final class Given implements Workload {

        private final String name;
        private final Broker broker;

        Given(String name, Broker broker) {
            this.name = name;
            this.broker = broker;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String title() {
            return name;
        }

        @Override
        public Broker broker() {
            return broker;
        }

        @Override
        public void warmUp(RunningBroker on, Duration length) {
            events.add("warm %s for %s".formatted(on, name));
            if (name.equals("broken")) {
                throw new BrokenLoad(on + " fell over");
            }
        }

        @Override
        public Measurement measure(RunningBroker on, Duration length) {
            events.add("%s on %s".formatted(name, on));
            return new Measurement(Map.of(Figure.SECONDS, 1.0), Faults.NONE, "", false);
        }
    }

    private final class Recorded implements Contender {

        private final String name;

        Recorded(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String settings() {
            return "";
        }

        @Override
        public Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        public RunningBroker start(boolean journal) {
            events.add("start " + name + (journal ? " with journal" : ""));
            return new Idle(name);
        }
    }

    private final class Idle implements RunningBroker {

        private final String name;

        Idle(String name) {
            this.name = name;
        }

        @Override
        public InetSocketAddress address() {
            throw new UnsupportedOperationException("nobody connects");
        }

        @Override
        public Optional<Duration> startUp() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> cpu() {
            return Optional.empty();
        }

        @Override
        public OptionalLong resident() {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong live() {
            return OptionalLong.empty();
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public void close() {
            events.add("stop " + name);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
