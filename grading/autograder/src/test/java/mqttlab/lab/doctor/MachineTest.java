package mqttlab.lab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The doctor")
class MachineTest {

    @Test
    @DisplayName("finds the JDK that it runs on")
    void jdk() {
        assertThat(Machine.examine()).first().satisfies(finding -> {
            assertThat(finding.state()).isNotEqualTo(Finding.State.MISSING);
            assertThat(finding.detail()).contains(Runtime.version().toString());
        });
    }

    @Test
    @DisplayName("says what to do about a program that is not there")
    void missing() {
        assertThat(Machine.program("Thing", "no-such-thing", "install it"))
                .isEqualTo(new Finding("Thing", Finding.State.MISSING, "there is no no-such-thing on the PATH; install it"));
    }
}
