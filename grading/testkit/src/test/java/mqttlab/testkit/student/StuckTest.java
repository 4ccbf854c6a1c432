package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.State;
import java.util.stream.Stream;
import mqttlab.testkit.failure.FailureKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A thread that does not come back")
class StuckTest {

    private static final String PAHO = "org.eclipse.paho.client.mqttv3.internal.";

    /** A class by its first letter: Student, Object, Paho's Token and CommsCallback, and the native poll of a socket. */
    @ParameterizedTest(name = "{0} in {1}: {2}")
    @DisplayName("waits in a callback, runs in circles, or just waits")
    @CsvSource({
        "WAITING,       Object Token Student CommsCallback, CALLBACK_WAITS",
        "TIMED_WAITING, Object Token Student CommsCallback, CALLBACK_WAITS",
        "WAITING,       Object Token Student,               STUCK",
        "WAITING,       Object Student CommsCallback,       STUCK",
        "RUNNABLE,      Student,                            ENDLESS_LOOP",
        "RUNNABLE,      Student CommsCallback,              ENDLESS_LOOP",
        "RUNNABLE,      Poll Student,                       STUCK",
        "BLOCKED,       Student,                            STUCK"})
    void kind(State state, String stack, FailureKind kind) {
        assertThat(Stuck.kind(state, Stream.of(stack.split(" ")).map(StuckTest::frame).toArray(StackTraceElement[]::new)))
                .isEqualTo(kind);
    }

    private static StackTraceElement frame(String name) {
        return switch (name) {
            case "Token" -> new StackTraceElement(PAHO + "Token", "waitForResponse", "Token.java", 7);
            case "CommsCallback" -> new StackTraceElement(PAHO + "CommsCallback", "run", "CommsCallback.java", 7);
            // Of a native method, the line is -2.
            case "Poll" -> new StackTraceElement("sun.nio.ch.Net", "poll", "Net.java", -2);
            case "Object" -> new StackTraceElement("java.lang.Object", "wait0", "Object.java", -2);
            default -> new StackTraceElement("mine.Mine", "go", "Mine.java", 7);
        };
    }
}
