package mqttlab.lab.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.lab.Ran;
import mqttlab.lab.ThisCheckout;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The starters of this checkout")
public class StartersTest {

    @Test
    @DisplayName("are what the solutions give")
    void inStep() {
        Path root = ThisCheckout.root();
        assumeTrue(Files.exists(root.resolve("solutions")), "students get no solutions");

        assertThat(Ran.lab(root.toString(), "sync", "--check")).isEqualTo(new Ran(0, "", ""));
    }
}
