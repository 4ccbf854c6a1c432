package mqttlab.lab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;
import mqttlab.lab.mutant.Sources;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.failure.FailureKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with lab 01 in the first hours, end to end: the advice is about that, and not about the check. */
@DisplayName("The advice on lab 01")
@ProvedOnce(reads = {"labs", "solutions", ":!*.adoc"})
class AdviceTest {

    private static final LabDefinition LAB = Checkout.at(ThisCheckout.root()).lab("01");
    private static final Path PUBLISHER = Path.of("src/main/java/mqttlab/lab01/PahoPublisher.java");
    private static final Path SUBSCRIBER = Path.of("src/main/java/mqttlab/lab01/PahoSubscriber.java");
    private static final Path SERVICE = Path.of("src/main/resources/META-INF/services/mqttlab.contracts.news.Publisher");

    private static Brokers brokers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        System.setProperty(Patience.PROPERTY, "0.4");
        brokers = Brokers.forced(BrokerKind.EMBEDDED);
    }

    @AfterAll
    static void stop() {
        brokers.close();
        System.clearProperty(Patience.PROPERTY);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("fits what a publisher does instead of publishing")
    @CsvSource(delimiter = '|', textBlock = """
            EXITED        | System.exit(3);
            ENDLESS_LOOP  | while (client != null) { Thread.onSpinWait(); }
            THREW         | if (client != null) { throw new IllegalArgumentException("no topic"); }
            STACK_OVERFLOW | publish(news);
            OUT_OF_MEMORY | long[][] all = new long[1 << 20][]; for (int i = 0; i < all.length; i++) { all[i] = new long[1 << 20]; }
            NOT_WRITTEN   | if (client != null) { throw new UnsupportedOperationException("Task 2 is still to be written: Publish"); }
            REFUSED       | connect("tcp://127.0.0.1:1", "somebody");
            MISSING_PACKET | Thread.yield();
            """)
    void publisher(FailureKind kind, String instead) throws IOException {
        spoil(PUBLISHER, "client.publish(topic, payload, 1, false);",
                instead + " if (payload.length == 0) { client.disconnect(); }");
        assertAdvice("publishesOnTheTopicOfTheNews", kind);
    }

    /** Whether a blocking publish hangs here depends on how much arrives meanwhile; a wait for nothing always does. */
    @Test
    @DisplayName("recognises a deadlock in a callback by where the callback's thread stands")
    void callback() throws IOException {
        spoil(SUBSCRIBER, "String[] levels", """
                try {
                            new org.eclipse.paho.client.mqttv3.MqttToken("nobody").waitForCompletion();
                        } catch (MqttException e) {
                            throw new IllegalStateException(e);
                        }
                        String[] levels""");
        assertThat(assertAdvice("handsOverWhatWasPublished", FailureKind.CALLBACK_WAITS).evidence().frames())
                .anyMatch(frame -> frame.matches("PahoSubscriber.java:\\d+ in messageArrived"));
    }

    @Test
    @DisplayName("tells a missing service, a class that has been renamed, and one that cannot be made apart")
    void services() throws IOException {
        solution();
        Files.delete(folder.resolve(SERVICE));
        assertAdvice("connects", FailureKind.NO_SERVICE);
        Files.writeString(folder.resolve(SERVICE), "mqttlab.lab1.PahoPublisher\n");
        assertAdvice("connects", FailureKind.NO_SUCH_CLASS);
        Files.writeString(folder.resolve(SERVICE), "mqttlab.lab01.CadizNews\n");
        assertAdvice("connects", FailureKind.WRONG_CLASS);
        spoil(PUBLISHER, "    private MqttClient client;", "    private MqttClient client;\n\n    PahoPublisher() { }");
        assertAdvice("connects", FailureKind.NO_CONSTRUCTOR);
    }

    @Test
    @DisplayName("of a subscriber that returns before the SUBACK is to wait, beside the check's own hint")
    void early() throws IOException {
        spoil(SUBSCRIBER, "client.subscribe(topicFilter, 1);",
                "new Thread(() -> { try { client.subscribe(topicFilter, 1); } catch (MqttException e) { } }).start();"
                        + " if (topicFilter.isEmpty()) { client.disconnect(); }");
        CheckResult result = assertAdvice("waitsForTheSuback", FailureKind.TOO_EARLY);
        assertThat(result.hint()).isEqualTo(result.check().hint());
    }

    private void solution() throws IOException {
        Sources.solution(Checkout.at(ThisCheckout.root()), LAB).write(folder);
    }

    private void spoil(Path file, String right, String wrong) throws IOException {
        solution();
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(right);
        Files.writeString(folder.resolve(file), text.replace(right, wrong));
    }

    private CheckResult assertAdvice(String check, FailureKind kind) {
        LabResult result = new LabGrading(LAB, Set.of(check), 1, 1).grade(new Project(folder, LAB.libraries()),
                folder.resolve("classes"), CompletableFuture.completedFuture(brokers), any -> { });
        assertThat(result.problems()).filteredOn(each -> each.format().contains("error:")).isEmpty();
        CheckResult only = result.results().getFirst();
        assertThat(only.evidence().kind()).as("%s", only).isEqualTo(kind);
        assertThat(only.advice()).isEqualTo(kind.advice());
        assertThat(only.hint().isEmpty()).isEqualTo(!kind.hintFits());
        return only;
    }
}
