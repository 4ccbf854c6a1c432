package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import mqttlab.testkit.Patience;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A recipient of what a student's subscriber hands over")
class RecipientTest {

    private final Trace trace = new Trace();
    private final Recipient<Integer> reader = new Recipient<>(trace, "the reader", number -> "number " + number);

    @AfterEach
    void bePatientAgain() {
        System.clearProperty(Patience.PROPERTY);
    }

    @Test
    @DisplayName("waits for it, whichever thread it comes from, and puts it into the history")
    void waits() {
        Thread.startVirtualThread(() -> reader.accept(7));
        reader.receives(7);
        assertThat(trace.events()).singleElement().extracting(event -> ((Note) event).note())
                .isEqualTo("the reader is handed \"number 7\"");
    }

    @Test
    @DisplayName("says what it was handed besides, or instead")
    void besides() {
        reader.accept(1);
        reader.accept(7);
        assertThatThrownBy(() -> reader.receives(7)).isInstanceOf(TraceFailure.class).hasMessage(
                "expected: the reader is handed \"number 7\" and nothing else%nbut: the reader was handed [1, 7]".formatted());
        assertThatThrownBy(() -> reader.receivesInAnyOrder(Set.of(7, 8))).isInstanceOf(TraceFailure.class)
                .hasMessageEndingWith("the reader was handed [1, 7]");
        reader.receivesInAnyOrder(Set.of(7, 1));
    }

    @Test
    @DisplayName("says how much of it has come when its patience is over")
    void tooFew() {
        System.setProperty(Patience.PROPERTY, "0.02");
        reader.accept(1);
        assertThatThrownBy(() -> reader.await(3)).isInstanceOf(TraceFailure.class).hasMessage(
                "expected: the reader is handed 3 items%nbut: after 0.1 s it had been handed 1".formatted());
    }

    @Test
    @DisplayName("waits for as long as it is told to")
    void longer() {
        System.setProperty(Patience.PROPERTY, "0.02");
        assertThatThrownBy(() -> reader.await(1, Duration.ofMillis(300))).isInstanceOf(TraceFailure.class)
                .hasMessageEndingWith("after 0.3 s it had been handed 0");
    }
}
