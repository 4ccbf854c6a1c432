package mqttlab.testkit.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@DisplayName("A kind of failure")
class FailureKindTest {

    /** Words that stand in this kind's advice and in no other's: the advice is there, and has not changed places. */
    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("has advice of its own")
    @CsvSource(delimiter = '|', textBlock = """
            WRONG_PACKET      | field by field
            UNWANTED_PACKET   | must not be there
            TOO_EARLY         | a pause would only hide
            MISSING_PACKET    | the last line above that is right
            CONNECTION_CLOSED | instead of going on
            STACK_TRACE       | Your broker printed an exception
            NEEDLESS_EXCEPTION | would only hide it
            CLIENT_SILENT     | not even a CONNECT
            BROKER_SILENT     | flush it
            NOT_WRITTEN       | the TODO
            THREW             | that its contract does not mention
            UNCAUGHT          | when one escapes from a callback
            REFUSED           | Nobody listens where
            CONNECTION_LOST   | ended while your code was using it
            NO_ANSWER         | gave up waiting for an answer
            EXITED            | System.exit
            JVM_ENDED         | Runtime.halt
            OUT_OF_MEMORY     | grows without a bound
            STACK_OVERFLOW    | calls itself
            CALLBACK_WAITS    | Hand the work to another thread
            DEADLOCK          | in the same order everywhere
            ENDLESS_LOOP      | runs in circles
            STUCK             | Who should wake it up?
            GAVE_UP           | far too slow
            NO_SERVICE        | through the file that is named
            NO_SUCH_CLASS     | renamed the class
            WRONG_CLASS       | 'implements'
            NO_CONSTRUCTOR    | constructor without parameters
            BROKER_ENDED_EARLY | ended before it listened
            NOT_LISTENING     | 'listening on port N'
            BROKER_GONE       | catch exceptions where that connection is served
            NOT_ACCEPTED      | both accept and serve
            FINISHED_BROKER   | --target
            INFRASTRUCTURE    | ./lab doctor
            """)
    void advice(FailureKind kind, String words) {
        assertThat(Stream.of(FailureKind.values()).filter(each -> each.advice().contains(words))).containsExactly(kind);
    }

    @ParameterizedTest
    @DisplayName("leaves none without advice, unless the check's hint is all there is to say")
    @EnumSource(mode = Mode.EXCLUDE, names = {"BEHAVIOUR", "NONE"})
    void none(FailureKind kind) {
        assertThat(kind.advice()).isNotBlank().matches("(?s).*[.?]");
    }

    @Test
    @DisplayName("lets the check's hint stand only where the code did something, and something else than is wanted")
    void hints() {
        assertThat(Stream.of(FailureKind.values()).filter(FailureKind::hintFits)).containsExactly(FailureKind.BEHAVIOUR,
                FailureKind.WRONG_PACKET, FailureKind.UNWANTED_PACKET, FailureKind.TOO_EARLY, FailureKind.MISSING_PACKET,
                FailureKind.CONNECTION_CLOSED, FailureKind.STACK_TRACE, FailureKind.NEEDLESS_EXCEPTION);
    }
}
