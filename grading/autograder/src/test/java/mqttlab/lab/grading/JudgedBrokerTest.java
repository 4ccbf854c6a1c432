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
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.broker.TargetBroker;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.failure.FailureKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A program that is to be a broker")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", ":!*.adoc"})
class JudgedBrokerTest {

    private static final LabDefinition STAGE = Checkout.at(ThisCheckout.root()).stage("01");

    @TempDir
    Path folder;

    /** @param body of a {@code main} that has a server socket on any port */
    private LabResult judge(String body, String... only) throws IOException {
        Path file = folder.resolve("src/main/java/mqttlab/broker/Main.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                package mqttlab.broker;

                import java.io.*;
                import java.net.*;

                public final class Main {
                    public static void main(String[] args) throws Exception {
                        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                        String listening = "listening on port " + server.getLocalPort();
                        %s
                    }
                }
                """.formatted(body));
        return new LabGrading(STAGE, Set.of(only), 1, 1).grade(new Project(folder, STAGE.libraries()), folder.resolve("classes"),
                CompletableFuture.failedFuture(new AssertionError("no real broker is needed")), result -> { });
    }

    private static void assertOnlyTheFirst(LabResult result, Verdict verdict, FailureKind kind, String message) {
        CheckResult first = result.results().getFirst();
        assertThat(first.verdict()).isEqualTo(verdict);
        assertThat(first.advice()).isEqualTo(kind.advice());
        assertThat(first.hint()).isEmpty();
        assertThat(first.message()).contains(message);
        assertThat(result.results()).hasSizeGreaterThan(10).filteredOn(each -> each != first)
                .allMatch(each -> each.verdict() == Verdict.NOT_RUN);
        assertThat(result.points()).isZero();
    }

    @Test
    @DisplayName("and ends before it listens has crashed, with what it said")
    void endsAtOnce() throws IOException {
        assertOnlyTheFirst(judge("throw new IllegalStateException(\"no idea\");"),
                Verdict.CRASHED, FailureKind.BROKER_ENDED_EARLY, "IllegalStateException: no idea");
    }

    @Test
    @DisplayName("and says a port that there cannot be has crashed, and is told so")
    void impossiblePort() throws IOException {
        assertOnlyTheFirst(judge("""
                System.out.println("listening on port 70000");
                server.accept();
                """), Verdict.CRASHED, FailureKind.NOT_LISTENING, "port 70000, which no TCP port can be");
    }

    @Test
    @DisplayName("and does not say a number ends as one that did not start, with what it said")
    void noNumber() throws IOException {
        assertOnlyTheFirst(judge("System.out.println(\"listening on port abc\");"),
                Verdict.CRASHED, FailureKind.BROKER_ENDED_EARLY, "listening on port abc");
    }

    @Test
    @DisplayName("and ends during a check has crashed in that check, even if a closed connection was wanted; the others meet "
            + "it again")
    void endsLater() throws IOException {
        LabResult result = judge("""
                System.out.println(listening);
                while (true) {
                    Socket client = server.accept();
                    byte[] packet = new byte[100];
                    if (client.getInputStream().read(packet) > 0 && packet[0] != 0x10) {
                        throw new IllegalStateException("what is " + packet[0]);
                    }
                    client.getOutputStream().write(new byte[] {0x20, 2, 0, 0});
                }
                """, "acceptsAConnect", "wantsAConnectFirst");
        assertThat(result.results()).extracting(CheckResult::verdict).containsExactly(Verdict.PASSED, Verdict.CRASHED);
        assertThat(result.results().getLast().evidence().output()).contains("IllegalStateException: what is");
        assertThat(result.results().getLast().advice()).isEqualTo(FailureKind.BROKER_GONE.advice());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sleep")
    @DisplayName("and starts another program gets no points")
    void helper() throws IOException {
        assertOnlyTheFirst(judge("""
                new ProcessBuilder("sleep", "100").start();
                System.out.println(listening);
                server.accept();
                """), Verdict.FAILED, FailureKind.FINISHED_BROKER, "it starts another program, sleep");
    }

    @Test
    @DisplayName("and passes everything on to a finished one gets no points")
    void proxy() throws IOException {
        try (Brokers brokers = Brokers.forced(BrokerKind.EMBEDDED)) {
            assertOnlyTheFirst(judge("""
                    System.out.println(listening);
                    while (true) {
                        Socket client = server.accept();
                        Socket broker = new Socket("127.0.0.1", %d);
                        Thread.startVirtualThread(() -> { try { client.getInputStream().transferTo(broker.getOutputStream()); }
                            catch (IOException e) { } });
                        Thread.startVirtualThread(() -> { try { broker.getInputStream().transferTo(client.getOutputStream()); }
                            catch (IOException e) { } });
                    }
                    """.formatted(brokers.shared().port())), Verdict.FAILED, FailureKind.FINISHED_BROKER, "it speaks MQTT 5");
        }
    }

    @Test
    @DisplayName("that is running already can be judged where it is, and a finished one is detected there, too")
    void target() {
        try (Brokers brokers = Brokers.forced(BrokerKind.EMBEDDED)) {
            Broker broker = brokers.shared();
            LabResult result = new LabGrading(STAGE, Set.of(), 1, 1)
                    .grade(new TargetBroker(broker.host(), broker.port()), each -> { });
            assertOnlyTheFirst(result, Verdict.FAILED, FailureKind.FINISHED_BROKER, "a finished broker, and gets no points");
            assertThat(result.results().getFirst().message()).doesNotContain("Optional");
        }
    }
}
