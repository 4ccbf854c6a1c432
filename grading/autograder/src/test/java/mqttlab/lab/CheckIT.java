package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("./lab check")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is lab.cmd")
@ProvedOnce(reads = {"lab", "labs", "solutions", "broker-from-scratch", ":!*.adoc"})
class CheckIT {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("gives the solution all points, and says so to the shell and in JSON")
    void solution() throws IOException {
        Ran ran = check("01", "--solution", "--broker", "embedded", "--json", "result.json", "--seed", "7");

        assertThat(ran.out()).contains("Broker: Moquette").endsWith("20 of 20 points\n");
        assertThat(ran.status()).isZero();
        JsonNode result = new ObjectMapper().readTree(folder.resolve("result.json").toFile());
        assertThat(List.of(result.path("points").intValue(), result.path("total").intValue())).containsExactly(20, 20);
        JsonNode lab = result.path("labs").path(0);
        assertThat(lab.path("seed").intValue()).isEqualTo(7);
        assertThat(lab.path("checks")).hasSize(19).allMatch(check -> check.path("verdict").textValue().equals("passed"));
    }

    @Test
    @DisplayName("of some checks of the solution runs these alone, whether with blanks between their names or not")
    void some() throws IOException {
        Ran ran = check("1", "--solution", "--broker", "embedded", "--only", "takesLeave, connects");
        assertThat(ran.out()).contains("close sends a DISCONNECT").endsWith("2 of 2 points\n");
    }

    @Test
    @DisplayName("of a task of the solution runs the checks that belong to it")
    void task() throws IOException {
        Ran ran = check("1", "--solution", "--broker", "embedded", "--task", "5");
        assertThat(ran.out()).contains("close sends a DISCONNECT").endsWith("4 of 4 points\n");

        Ran none = check("1", "--solution", "--broker", "embedded", "--task", "6");
        assertThat(none.err().lines()).containsExactly("lab: lab 01 has no task 6: its tasks are 1 to 5");
        assertThat(none.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("without the broker that was asked for takes no other, costs no points and says what to do in one line")
    void noDocker() throws IOException {
        Ran ran = new Launched(folder, ThisCheckout.root().resolve("lab").toString())
                .with("DOCKER_HOST", "unix:///nowhere/docker.sock")
                .start("check", "01", "--solution", "--broker", "container").finish();

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).singleElement().asString()
                .startsWith("lab: You asked for the broker 'container', but there is no Docker engine")
                .contains("Install Docker");
    }

    @Test
    @DisplayName("of a check that there is not lists those that there are")
    void unknown() throws IOException {
        Ran ran = check("01", "--solution", "--broker", "embedded", "--only", "takesFlight");
        assertThat(ran.err().lines()).singleElement().asString()
                .startsWith("lab: There is no check named takesFlight. There are: connects,");
        assertThat(ran.status()).isEqualTo(2);
    }

    private Ran check(String... arguments) throws IOException {
        String[] all = new String[arguments.length + 1];
        all[0] = "check";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Launched(folder, ThisCheckout.root().resolve("lab").toString()).start(all).finish();
    }
}
