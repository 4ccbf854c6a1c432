package mqttlab.testkit.check.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.student.Pupil;
import mqttlab.testkit.student.Pupil.Homework;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

/** A suite with a check for each verdict. */
@CheckSuite
@DisplayName("Sample")
class SampleChecks {

    @Graded(task = 1, points = 3, clause = "MQTT-3.1.0-1", hint = "Nothing to do.")
    @DisplayName("homework is copied")
    void passes(Scene scene) {
        Homework homework = new Homework("Topics", 2);
        assertThat(scene.create(Pupil.class).copy(homework)).isEqualTo(homework);
    }

    @Graded(task = 1, points = 2, reason = "Samples fail, too.", hint = "Think again.")
    @DisplayName("homework is better than it was")
    void fails(Scene scene) {
        Pupil pupil = scene.create(Pupil.class);
        pupil.chatter(1);
        assertThat(pupil.copy(new Homework("Topics", 2)).pages()).as("pages").isEqualTo(3);
    }

    @Graded(task = 1, points = 1, dependsOn = "fails", hint = "None.")
    void needsWhatFails(Scene scene) {
        throw new IllegalStateException("never run");
    }

    @Graded(task = 1, points = 1, dependsOn = "needsWhatFails", hint = "None.")
    void needsWhatIsNotRun(Scene scene) {
        throw new IllegalStateException("never run");
    }

    @Graded(task = 1, points = 1, hint = "None.")
    void exits(Scene scene) {
        scene.create(Pupil.class).exit(7);
    }

    @Graded(task = 1, points = 1, hint = "None.")
    void loops(Scene scene) {
        scene.create(Pupil.class).loop();
    }

    @Graded(task = 1, points = 1, hint = "None.")
    void failsAfterAnUncaughtException(Scene scene) throws InterruptedException {
        scene.create(Pupil.class).dieInTheBackground();
        throw new AssertionError("nothing came");
    }

    @Graded(task = 1, points = 1, hint = "None.")
    void lacksInfrastructure(Scene scene) {
        throw new InfrastructureException("there is no broker");
    }

    @Graded(task = 1, points = 1, dependsOn = "lacksInfrastructure", hint = "None.")
    void needsWhatLacksInfrastructure(Scene scene) {
        throw new IllegalStateException("never run");
    }

    @Graded(task = 1, points = 1, hint = "None.")
    void isAMistakeOfTheCourse(Scene scene) {
        throw new NullPointerException("in the suite");
    }

    @Graded(task = 1, points = 1, hint = "None.")
    void stumblesOverAFullHistory(Scene scene) {
        WireClient loud = scene.connect(scene.name("loud"));
        Packet[] pings = Stream.generate(Packets::pingreq).limit(Trace.MAX_EVENTS).toArray(Packet[]::new);
        loud.send(pings);
        throw new NullPointerException("what is not in the history");
    }

    @Graded(task = 1, points = 1, hint = "None.")
    void namesAnIdentifier(Scene scene) {
        throw new AssertionError(scene.name("ana"));
    }

    @Graded(task = 1, points = 1, hint = "Did it have to?")
    void meetsADocumentedException(Scene scene) throws IOException {
        scene.create(Pupil.class).failAsDocumented();
    }

    @Graded(task = 1, points = 1, dependsOn = "passes", hint = "None.")
    void failsAfterwards(Scene scene) {
        assertThat(scene.create(Pupil.class).count()).isZero();
    }
}
