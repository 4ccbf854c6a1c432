package mqttlab.testkit.check.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Clause;
import mqttlab.testkit.check.DependsOn;
import mqttlab.testkit.check.Hint;
import mqttlab.testkit.check.Points;
import mqttlab.testkit.check.Reason;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.student.Pupil;
import mqttlab.testkit.student.Pupil.Homework;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A suite with a check for each verdict. */
@CheckSuite
@DisplayName("Sample")
class SampleChecks {

    @Test
    @Order(1)
    @Points(3)
    @Hint("Nothing to do.")
    @Clause("MQTT-3.1.0-1")
    @DisplayName("homework is copied")
    void passes(Scene scene) {
        Homework homework = new Homework("Topics", 2);
        assertThat(scene.create(Pupil.class).copy(homework)).isEqualTo(homework);
    }

    @Test
    @Order(2)
    @Points(2)
    @Hint("Think again.")
    @Reason("Samples fail, too.")
    @DisplayName("homework is better than it was")
    void fails(Scene scene) {
        Pupil pupil = scene.create(Pupil.class);
        pupil.chatter(1);
        assertThat(pupil.copy(new Homework("Topics", 2)).pages()).as("pages").isEqualTo(3);
    }

    @Test
    @Order(3)
    @Points(1)
    @DependsOn("fails")
    void needsWhatFails(Scene scene) {
        throw new IllegalStateException("never run");
    }

    @Test
    @Order(4)
    @Points(1)
    @DependsOn("needsWhatFails")
    void needsWhatIsNotRun(Scene scene) {
        throw new IllegalStateException("never run");
    }

    @Test
    @Order(5)
    @Points(1)
    void exits(Scene scene) {
        scene.create(Pupil.class).exit(7);
    }

    @Test
    @Order(6)
    @Points(1)
    void loops(Scene scene) {
        scene.create(Pupil.class).loop();
    }

    @Test
    @Order(7)
    @Points(1)
    void failsAfterAnUncaughtException(Scene scene) throws InterruptedException {
        scene.create(Pupil.class).dieInTheBackground();
        throw new AssertionError("nothing came");
    }

    @Test
    @Order(8)
    @Points(1)
    void lacksInfrastructure(Scene scene) {
        throw new InfrastructureException("there is no broker");
    }

    @Test
    @Order(9)
    @Points(1)
    @DependsOn("lacksInfrastructure")
    void needsWhatLacksInfrastructure(Scene scene) {
        throw new IllegalStateException("never run");
    }

    @Test
    @Order(10)
    @Points(1)
    void isAMistakeOfTheCourse(Scene scene) {
        throw new NullPointerException("in the suite");
    }

    @Test
    @Order(11)
    @Points(1)
    void namesAnIdentifier(Scene scene) {
        throw new AssertionError(scene.name("ana"));
    }

    @Test
    @Order(12)
    @Points(1)
    void meetsADocumentedException(Scene scene) throws IOException {
        scene.create(Pupil.class).failAsDocumented();
    }

    @Test
    @Order(13)
    @Points(1)
    @DependsOn("passes")
    void failsAfterwards(Scene scene) {
        assertThat(scene.create(Pupil.class).count()).isZero();
    }
}
