package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.TargetBroker;
import mqttlab.testkit.failure.FailureKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A start of the course's own broker")
class CourseStartTest {

    private final AtomicInteger starts = new AtomicInteger();

    /** @param late how many of the first starts are too late */
    private Supplier<Broker> started(int late) {
        return () -> {
            if (starts.incrementAndGet() <= late) {
                throw new StudentFault.TimedOut(FailureKind.NOT_LISTENING, "it did not print 'listening on port N'");
            }
            return new TargetBroker("localhost", 1883);
        };
    }

    @Test
    @DisplayName("that is too late is tried again")
    void again() {
        assertThat(CourseStart.patiently(started(2)).port()).isEqualTo(1883);
        assertThat(starts).hasValue(3);
    }

    @Test
    @DisplayName("that is too late each time is no fault of the student's")
    void late() {
        assertThatThrownBy(() -> CourseStart.patiently(started(3))).isInstanceOf(InfrastructureException.class)
                .hasMessage("the course's own broker was started 3 times, and each time was too late: "
                        + "it did not print 'listening on port N'");
    }

    @Test
    @DisplayName("that ends before it listens, as the student's class cannot be made, is not tried again")
    void crashed() {
        StudentFault crashed = new StudentFault.Crashed(FailureKind.BROKER_ENDED_EARLY, "it ended", List.of());
        assertThatThrownBy(() -> CourseStart.patiently(() -> {
            starts.incrementAndGet();
            throw crashed;
        })).isSameAs(crashed);
        assertThat(starts).hasValue(1);
    }
}
