package mqttlab.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.bench.contender.Contender;
import mqttlab.bench.contender.LineUp;
import mqttlab.bench.contender.RunningBroker;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Measurement;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** Small and short, on real brokers. With LAB_BROKER set, as in CI, a broker that is missing is an error. */
@DisplayName("Each workload gives its figures, and no faults,")
@ProvedOnce(reads = {"grading/bench", "solutions/broker", ":!*.adoc"})
class WorkloadsTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Set<Figure> RATES = EnumSet.of(Figure.RATE, Figure.CPU_RATE, Figure.DRIVER_CPU_EACH);
    private static final Set<Figure> PACE = EnumSet.of(Figure.CPU_EACH, Figure.P50, Figure.P90, Figure.P99, Figure.P999,
            Figure.WORST);

    /** What is asked is whether the figures are there. A JVM's first message may take long beside the rest of a build. */
    @BeforeAll
    static void bePatient() {
        System.setProperty(Patience.PROPERTY, "12");
    }

    @AfterAll
    static void beAsPatientAsUsual() {
        System.clearProperty(Patience.PROPERTY);
    }

    @TestFactory
    @DisplayName("on mosquitto")
    Stream<DynamicTest> mosquitto() {
        return tests("mosquitto");
    }

    @TestFactory
    @DisplayName("on the reference broker")
    Stream<DynamicTest> reference() {
        return tests("reference");
    }

    @TestFactory
    @DisplayName("on moquette")
    Stream<DynamicTest> moquette() {
        return tests("moquette");
    }

    @TestFactory
    @DisplayName("on hivemq, which takes long to warm up: only the first")
    Stream<DynamicTest> hivemq() {
        RunningBroker broker = contender("hivemq").start(false);
        return asTheyAre(broker).limit(1).onClose(broker::close);
    }

    private static Stream<DynamicTest> tests(String name) {
        RunningBroker broker = contender(name).start(false);
        return Stream.concat(asTheyAre(broker), small(broker)).onClose(broker::close);
    }

    private static Stream<DynamicTest> asTheyAre(RunningBroker broker) {
        return Workloads.all().stream().filter(each -> each.broker() == Workload.Broker.ANY)
                .map(each -> test(each, broker, each instanceof Paced ? PACE : RATES));
    }

    private static Stream<DynamicTest> small(RunningBroker broker) {
        return Stream.of(
                test(new Subscriptions(200), broker,
                        EnumSet.of(Figure.RATE, Figure.CPU_RATE, Figure.SUBSCRIBE_CPU, Figure.BYTES_EACH)),
                test(new Retained("retained", "retained, QoS 0", 500, 0), broker, EnumSet.of(Figure.SECONDS, Figure.CPU_SECONDS)),
                test(new Retained("retained", "retained, QoS 1", 500, 1), broker, EnumSet.of(Figure.SECONDS, Figure.CPU_SECONDS)),
                test(new IdleConnections(50), broker, EnumSet.of(Figure.SECONDS, Figure.RESIDENT)),
                test(new Startup(), broker, EnumSet.of(Figure.MILLISECONDS)));
    }

    private static DynamicTest test(Workload workload, RunningBroker broker, Set<Figure> figures) {
        return DynamicTest.dynamicTest(workload.title(), () -> {
            Measurement measured = workload.measure(broker, SHORT);

            assertThat(measured.isSpoilt()).as("%s %s", measured.faults(), measured.problem()).isFalse();
            assertThat(measured.figures()).containsKeys(figures.toArray(Figure[]::new));
            assertThat(measured.figures().values()).allMatch(Double::isFinite);
        });
    }

    private static Contender contender(String name) {
        try {
            return LineUp.asked(List.of(name), Path.of(System.getProperty("lab.home"))).getFirst();
        } catch (InfrastructureException e) {
            if (System.getenv("LAB_BROKER") == null || System.getenv("LAB_BROKER").matches("auto|embedded")) {
                throw new TestAbortedException(e.getMessage());
            }
            throw e;
        }
    }
}
