package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import mqttlab.testkit.failure.FailureKind;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An exception of a student's code")
class ThrownTest {

    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments(new NullPointerException("no client"), FailureKind.THREW),
                arguments(new UnsupportedOperationException("Task 2 is still to be written: Publish"), FailureKind.NOT_WRITTEN),
                arguments(new UnsupportedOperationException("immutable"), FailureKind.THREW),
                arguments(new StackOverflowError(), FailureKind.STACK_OVERFLOW),
                arguments(new OutOfMemoryError("Java heap space"), FailureKind.OUT_OF_MEMORY),
                arguments(new Unloadable(FailureKind.NO_SERVICE, "missing"), FailureKind.NO_SERVICE),
                arguments(wrapped(new ConnectException("whatever the system says")), FailureKind.REFUSED),
                arguments(wrapped(new MqttException(32103, new ConnectException("x"))), FailureKind.REFUSED),
                arguments(new UnknownHostException("brokr"), FailureKind.REFUSED),
                arguments(wrapped(new MqttException(32109, new EOFException())), FailureKind.CONNECTION_LOST),
                arguments(wrapped(new MqttException(32109)), FailureKind.CONNECTION_LOST),
                arguments(wrapped(new SocketException("Connection reset")), FailureKind.CONNECTION_LOST),
                arguments(wrapped(new MqttException(32000)), FailureKind.NO_ANSWER),
                arguments(wrapped(inCallback(new MqttException(32000))), FailureKind.CALLBACK_WAITS),
                arguments(inCallback(new IllegalStateException("x")), FailureKind.THREW));
    }

    private static Throwable wrapped(Throwable cause) {
        return new IllegalStateException("as a contract has it", cause);
    }

    private static Throwable inCallback(Throwable thrown) {
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.eclipse.paho.client.mqttv3.internal.Token", "waitForResponse", "Token.java", 1),
            new StackTraceElement("mine.Mine", "messageArrived", "Mine.java", 2),
            new StackTraceElement("org.eclipse.paho.client.mqttv3.internal.CommsCallback", "deliverMessage",
                    "CommsCallback.java", 3)});
        return thrown;
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("kinds")
    @DisplayName("tells of a kind of failure, be it its own or that of its cause")
    void kind(Throwable thrown, FailureKind kind) {
        assertThat(Thrown.kind(thrown)).isEqualTo(kind);
    }
}
