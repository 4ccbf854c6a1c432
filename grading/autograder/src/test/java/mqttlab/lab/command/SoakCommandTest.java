package mqttlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import mqttlab.lab.Ran;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.TinyCourse;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("lab soak")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", ":!*.adoc"})
class SoakCommandTest {

    @Test
    @DisplayName("runs a solution as often as it is asked to, and ends its load")
    void runs() {
        Ran ran = Ran.lab(ThisCheckout.root().toString(), "soak", "broker", "00", "--runs", "2", "--load", "1");

        assertThat(ran.out()).isEqualToNormalizingNewlines("broker-00-bytes: 0 of 2 runs wrong\n");
        assertThat(ran.status()).isZero();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("load");
    }

    @Test
    @DisplayName("takes the broker as it is after a later stage, and after no earlier one")
    void after() {
        String course = ThisCheckout.root().toString();

        Ran ran = Ran.lab(course, "soak", "broker", "00", "--after", "12", "--runs", "1", "--load", "0");
        assertThat(ran.out()).isEqualToNormalizingNewlines("broker-00-bytes: 0 of 1 runs wrong\n");

        for (String[] wrong : new String[][] {{"soak", "broker", "04", "--after", "03"}, {"soak", "01", "--after", "12"}}) {
            Ran refused = Ran.lab(course, wrong);
            assertThat(refused.err()).contains("--after " + wrong[wrong.length - 1] + " is no broker for");
            assertThat(refused.status()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("reports each run of a solution that loses points, with its seed, and ends with status 1")
    void wrong(@TempDir Path root) {
        TinyCourse course = new TinyCourse(root);
        course.write(TinyCourse.LAB + "lab.yaml", course.read(TinyCourse.LAB + "lab.yaml")
                .replace("kind: client", "kind: functions").replace("hello.suites", "mqttlab.suites.broker.stage00"));
        Ran ran = course.lab("soak", "01", "--runs", "2", "--load", "0");

        assertThat(ran.out()).contains("0 of 35 points").containsPattern("--solution --only \\w+ --seed \\d+\n")
                .endsWith("01-hello: 2 of 2 runs wrong\n");
        assertThat(ran.out().lines().filter(each -> each.startsWith("Seed "))).hasSize(2).doesNotHaveDuplicates();
        assertThat(ran.status()).isEqualTo(1);
    }
}
