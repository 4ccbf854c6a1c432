package mqttlab.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.broker.session.Change.Absent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How long a client has been away")
class AbsenceTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final long NOW = Duration.ofDays(20_000).toMillis();

    private final AtomicLong timeOfDay = new AtomicLong(NOW);
    private final AtomicLong running = new AtomicLong(-5);

    private Absence absence() {
        return new Absence(timeOfDay::get, running::get);
    }

    private void pass(Duration time) {
        timeOfDay.addAndGet(time.toMillis());
        running.addAndGet(time.toMillis());
    }

    @Test
    @DisplayName("grows with time, and is nothing while it is there")
    void grows() {
        Absence absence = absence();
        pass(DAY.minusMillis(1));
        assertThat(absence.isAsLongAs(DAY)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(absence.isAsLongAs(DAY)).isTrue();
        assertThat(absence.recorded()).isEqualTo(NOW);

        absence.end();
        pass(DAY);
        assertThat(absence.isAsLongAs(Duration.ZERO)).isFalse();
        assertThat(absence.recorded()).isEqualTo(Absent.PRESENT);

        absence.begin();
        assertThat(absence.isAsLongAs(Duration.ofMillis(1))).isFalse();
    }

    @Test
    @DisplayName("does not change when a computer that began in 1970 is told the time, and is recorded by the new time from "
            + "then on")
    void set() {
        timeOfDay.set(0);
        Absence absence = absence();
        pass(DAY);
        timeOfDay.set(NOW);
        assertThat(absence.isAsLongAs(DAY)).isTrue();
        assertThat(absence.isAsLongAs(DAY.plusMillis(1))).isFalse();
        assertThat(absence.recorded()).isEqualTo(NOW - DAY.toMillis());
    }

    @Test
    @DisplayName("grows also when the time of day is set back")
    void setBack() {
        Absence absence = absence();
        timeOfDay.set(0);
        pass(DAY);
        assertThat(absence.isAsLongAs(DAY)).isTrue();
    }

    @Test
    @DisplayName("goes on after a restart, and is never less than nothing")
    void restart() {
        Absence absence = absence();
        absence.goOn(new Absent(1, NOW - DAY.toMillis()));
        assertThat(absence.isAsLongAs(DAY)).isTrue();
        assertThat(absence.isAsLongAs(DAY.plusMillis(1))).isFalse();

        absence.goOn(new Absent(1, NOW + DAY.toMillis()));
        assertThat(absence.isAsLongAs(Duration.ofMillis(1))).isFalse();
        pass(DAY);
        assertThat(absence.isAsLongAs(DAY)).isTrue();

        absence.goOn(new Absent(1, Absent.PRESENT));
        assertThat(absence.isAsLongAs(Duration.ofMillis(1))).isFalse();
        assertThat(absence.isAsLongAs(Duration.ZERO)).isTrue();
    }
}
