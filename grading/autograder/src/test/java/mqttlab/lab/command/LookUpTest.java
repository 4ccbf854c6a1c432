package mqttlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import mqttlab.lab.Ran;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Looking things up")
class LookUpTest {

    private static Ran lab(String... arguments) {
        return Ran.lab(ThisCheckout.root().toString(), arguments);
    }

    @ParameterizedTest
    @DisplayName("a clause gives what it demands, where it stands, and the checks that are about it")
    @ValueSource(strings = {"MQTT-3.1.4-4", "3.1.4-4", "[MQTT-3.1.4-4]", "mqtt-3.1.4-4"})
    void explain(String clause) {
        Ran ran = lab("explain", clause);
        assertThat(ran.out()).startsWith("MQTT-3.1.4-4, in section 3.1.4, CONNECT: response\n\n  When the server has accepted")
                .contains("\n  01         connects: connect returns only when the broker has accepted\n")
                .endsWith("The standard's own words: "
                        + "https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html#_Toc398718032\n");
        assertThat(ran.status()).isZero();
    }

    @Test
    @DisplayName("a clause without a check is explained, too")
    void unchecked() {
        assertThat(lab("explain", "7.1.1-1").out())
                .contains("carries bytes in both directions", "No check of the course is about it.");
    }

    @Test
    @DisplayName("a check gives its title, points, task, reason or clause, and hint, and how to run it")
    void hint() {
        Check connects = new CheckRun("mqttlab.suites.lab01", Set.of("connects")).checks().getFirst();
        Ran ran = lab("hint", "CONNECTS");
        assertThat(ran.out())
                .startsWith("connects (lab 01, task 1, 1 point)\n" + connects.title() + "\n\n    Standard: [MQTT-3.1.4-4]\n")
                .contains("    Hint:     " + connects.hint().substring(0, 40), "    Run it:   ./lab check 01 --only connects\n");
        assertThat(ran.status()).isZero();
    }

    @Test
    @DisplayName("a check is given once for each lab that has one of its name, or for the lab that was named")
    void hintOfALab() {
        assertThat(lab("hint", "holdsUpNobody").out()).contains("check 03 --only", "check 04 --only", "check broker 05 --only");
        assertThat(lab("hint", "broker", "05", "holdsUpNobody").out()).containsOnlyOnce("Run it:")
                .contains("check broker 05 --only");
    }

    @ParameterizedTest
    @DisplayName("a name that there is not gives those that are near, in one line")
    @CsvSource(delimiter = '|', textBlock = """
            hint conects         | lab: there is no check 'conects' (did you mean connects
            hint 03 connects     | lab: there is no check 'connects'
            hint xyzzy           | lab: there is no check 'xyzzy'; 'lab list 01' has the names
            hint 05              | lab: there is no check '05'; 'lab list 05' has the names
            explain 3.1.4-9      | lab: MQTT 3.1.1 has no clause '3.1.4-9' (did you mean MQTT-3.1.4-
            explain hello        | lab: MQTT 3.1.1 has no clause 'hello'
            list 99              | lab: there is no lab '99'. There are: 01
            """)
    void near(String arguments, String message) {
        Ran ran = lab(arguments.split(" "));
        assertThat(ran.err().lines()).singleElement().asString().startsWith(message);
        assertThat(ran.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @DisplayName("a lab or stage gives all its checks by the names that --only takes")
    @ValueSource(strings = {"01", "broker 02", "broker-02-publish-subscribe"})
    void checks(String lab) {
        Ran ran = lab(("list " + lab).split(" "));
        String suite = Checkout.at(ThisCheckout.root()).named(lab).getFirst().suite();
        assertThat(new CheckRun(suite, Set.of()).checks()).allSatisfy(check -> assertThat(ran.out()).containsPattern(
                "\n  " + check.id() + " +task " + check.task() + "  " + check.points() + " points? +"));
        assertThat(ran.status()).isZero();
    }

    @Test
    @DisplayName("the broker gives its stages, and nothing of the labs")
    void stages() {
        assertThat(lab("list", "broker").out()).startsWith("broker-00-bytes").doesNotContain("01-publish-subscribe  ");
    }
}
