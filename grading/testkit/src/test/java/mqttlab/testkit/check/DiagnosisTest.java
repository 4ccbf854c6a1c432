package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.student.Failure;
import mqttlab.testkit.student.Stuck;
import mqttlab.testkit.tap.Recording;
import mqttlab.testkit.tap.Trace;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A diagnosis")
class DiagnosisTest {

    private static final String STACK_TRACE = "java.lang.IllegalStateException: no\n\tat mine.Mine.run(Mine.java:3)\n";
    private static final Throwable MISSING = failure(FailureKind.MISSING_PACKET);
    private static final Throwable ASSERTION = new AssertionError("expected: 3");

    private static Throwable missingBehindAConnack() {
        Trace ofOneClient = new Trace();
        Recording.open(ofOneClient).record(Direction.FROM_BROKER, Packets.connack(0, false));
        return ofOneClient.failure(FailureKind.MISSING_PACKET, "this", "that");
    }

    private static Throwable failure(FailureKind kind) {
        return new Trace().failure(kind, "this", "that");
    }

    /** What went wrong, and what was seen besides. */
    private record Seen(Throwable reason, List<FailureKind> uncaught, Optional<FailureKind> stuck, boolean gone, boolean judged,
            boolean student, String output) {

        static Seen of(Throwable reason) {
            return new Seen(reason, List.of(), Optional.empty(), false, false, false, "");
        }

        Seen uncaught(FailureKind... kinds) {
            return new Seen(reason, List.of(kinds), stuck, gone, judged, student, output);
        }

        Seen stuck(FailureKind kind) {
            return new Seen(reason, uncaught, Optional.of(kind), gone, judged, true, output);
        }

        Seen withStudent() {
            return new Seen(reason, uncaught, stuck, gone, judged, true, output);
        }

        Seen brokerPrinted(String text) {
            return new Seen(reason, uncaught, stuck, gone, true, student, text);
        }

        Seen brokerGone() {
            return new Seen(reason, uncaught, stuck, true, true, student, output);
        }

        FailureKind kind() {
            return new Diagnosis(reason, uncaught.stream().map(each -> new Failure("X", "", List.of(), List.of(), each)).toList(),
                    stuck.map(each -> new Stuck(List.of(), each)), gone, judged, student, new Trace(), output).kind();
        }
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments("a failed assertion", Seen.of(ASSERTION), FailureKind.BEHAVIOUR),
                arguments("a packet too early", Seen.of(failure(FailureKind.TOO_EARLY)), FailureKind.TOO_EARLY),
                arguments("a wrong packet", Seen.of(failure(FailureKind.WRONG_PACKET)).withStudent(), FailureKind.WRONG_PACKET),
                arguments("nothing, where no client of a student's is", Seen.of(MISSING), FailureKind.MISSING_PACKET),
                arguments("nothing from a student's client", Seen.of(MISSING).withStudent(), FailureKind.CLIENT_SILENT),
                arguments("nothing from a broker", Seen.of(MISSING).brokerPrinted(""), FailureKind.BROKER_SILENT),
                arguments("nothing more from a broker, in the trace of one client",
                        Seen.of(missingBehindAConnack()).brokerPrinted(""), FailureKind.MISSING_PACKET),
                arguments("nothing from a broker that threw",
                        Seen.of(MISSING).brokerPrinted(STACK_TRACE), FailureKind.STACK_TRACE),
                arguments("a connection closed by a broker that threw",
                        Seen.of(failure(FailureKind.CONNECTION_CLOSED)).brokerPrinted(STACK_TRACE), FailureKind.STACK_TRACE),
                arguments("a wrong packet of a broker that threw before",
                        Seen.of(failure(FailureKind.WRONG_PACKET)).brokerPrinted(STACK_TRACE), FailureKind.WRONG_PACKET),
                arguments("a stack trace of a client", new Seen(failure(FailureKind.CONNECTION_CLOSED), List.of(),
                        Optional.empty(), false, false, true, STACK_TRACE), FailureKind.CONNECTION_CLOSED),
                arguments("a broker without memory", Seen.of(MISSING).brokerPrinted("java.lang.OutOfMemoryError: x"),
                        FailureKind.OUT_OF_MEMORY),
                arguments("a broker that died of its stack",
                        Seen.of(MISSING).brokerPrinted("java.lang.StackOverflowError").brokerGone(), FailureKind.STACK_OVERFLOW),
                arguments("a broker that is not written", Seen.of(MISSING).brokerPrinted("Stage 01 is still to be written: x"),
                        FailureKind.NOT_WRITTEN),
                arguments("a broker that is gone", Seen.of(ASSERTION).brokerGone(), FailureKind.BROKER_GONE),
                arguments("an exception that nobody caught", Seen.of(MISSING).uncaught(FailureKind.THREW), FailureKind.UNCAUGHT),
                arguments("a callback that gave up",
                        Seen.of(MISSING).uncaught(FailureKind.CALLBACK_WAITS), FailureKind.CALLBACK_WAITS),
                arguments("a callback that waits",
                        Seen.of(MISSING).stuck(FailureKind.CALLBACK_WAITS), FailureKind.CALLBACK_WAITS),
                arguments("missing infrastructure",
                        Seen.of(new InfrastructureException("no broker")), FailureKind.INFRASTRUCTURE));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("kinds")
    @DisplayName("finds what explains the rest")
    void kind(String what, Seen seen, FailureKind kind) {
        assertThat(seen.kind()).isEqualTo(kind);
    }
}
