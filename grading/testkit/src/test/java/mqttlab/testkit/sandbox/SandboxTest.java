package mqttlab.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mqttlab.testkit.InfrastructureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A sandbox")
class SandboxTest {

    @TempDir
    private Path secrets;

    @BeforeEach
    void keepASecret() throws IOException {
        Files.writeString(secrets.resolve("marks.csv"), "ana,20");
    }

    @Nested
    @DisplayName("made by bwrap")
    class Enclosing {

        private Bubblewrap bubblewrap;

        @BeforeEach
        void find() throws IOException, InterruptedException {
            bubblewrap = (Bubblewrap) SandboxHere.required(List.of(secrets));
        }

        @Test
        @DisplayName("contains what hostile code tries, and ends with all that it has started")
        void contains() throws IOException {
            Set<Attack> attacks = EnumSet.allOf(Attack.class);
            if (!bubblewrap.boundsProcesses()) {
                attacks.remove(Attack.FORK);
            }
            if (!bubblewrap.ownNetwork()) {
                attacks.remove(Attack.NETWORK);
            }

            Map<Attack, Boolean> contained = new Trial(bubblewrap, List.of(secrets)).of(attacks);

            assertThat(contained).hasSize(attacks.size()).doesNotContainValue(false);
        }

        @Test
        @DisplayName("says in a line what it leaves open, also to a user without a home")
        void notice() {
            assertThat(SandboxChoice.named("bwrap", List.of(secrets, secrets.resolve("gone"))).notice())
                    .startsWith("students' code runs in a sandbox (bwrap)").doesNotContain("\n");
        }

        @Test
        @DisplayName("has this machine's network where it can have none of its own, and says so")
        void withoutOwnNetwork(@TempDir Path folder) throws IOException {
            Path picky = Files.writeString(folder.resolve("bwrap"), """
                    #!/bin/sh
                    for each; do
                        [ "$each" = --unshare-net ] && { echo 'bwrap: loopback: Failed RTM_NEWADDR' >&2; exit 1; }
                    done
                    exec %s "$@"
                    """.formatted(bubblewrap.program()));
            assertThat(picky.toFile().setExecutable(true)).isTrue();

            SandboxChoice choice = SandboxChoice.named("auto", List.of(secrets),
                    () -> Optional.of(new Bubblewrap(picky, bubblewrap.prlimit(), true)));

            assertThat(choice.sandbox().encloses()).isTrue();
            assertThat(choice.sandbox().ownNetwork()).isFalse();
            assertThat(choice.notice()).endsWith("use the network");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is no bwrap")
    @DisplayName("is needed: without one, the same attacks work")
    void needed() throws IOException {
        Set<Attack> attacks = EnumSet.complementOf(EnumSet.of(Attack.DOCKER, Attack.VARIABLES));

        Map<Attack, Boolean> contained = new Trial(Sandbox.NONE, List.of(secrets)).of(attacks);

        assertThat(contained).hasSize(attacks.size()).doesNotContainValue(true);
    }

    @Test
    @DisplayName("that is not there is an error for whoever asked for it, and else a line that says what is open, and why")
    void missing() {
        assertThatThrownBy(() -> SandboxChoice.named("bwrap", List.of(secrets), Optional::empty))
                .isInstanceOf(InfrastructureException.class)
                .hasMessage("You asked for the sandbox 'bwrap', but there is no bwrap on the PATH: install bubblewrap");

        SandboxChoice none = SandboxChoice.named("auto", List.of(secrets), Optional::empty);
        assertThat(none.sandbox()).isEqualTo(Sandbox.NONE);
        assertThat(none.notice()).startsWith("no sandbox: students' code can read and change your files")
                .endsWith("because there is no bwrap on the PATH: install bubblewrap");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is no bwrap")
    @DisplayName("that cannot be made, as where users may have no namespaces, is none, and its complaint is passed on")
    void refused(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("bwrap"), "#!/bin/sh\necho 'bwrap: No permissions' >&2\nexit 1\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();

        SandboxChoice none = SandboxChoice.named("auto", List.of(secrets),
                () -> Optional.of(new Bubblewrap(broken, Optional.empty(), true)));

        assertThat(none.sandbox()).isEqualTo(Sandbox.NONE);
        assertThat(none.notice()).endsWith("nothing can be run in the sandbox of " + broken + ": bwrap: No permissions");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is no bwrap")
    @DisplayName("that keeps nothing out is none")
    void useless(@TempDir Path folder) throws IOException {
        Path useless = Files.writeString(folder.resolve("bwrap"), """
                #!/bin/sh
                while [ "$1" != -- ]; do shift; done
                shift
                exec "$@"
                """);
        assertThat(useless.toFile().setExecutable(true)).isTrue();

        SandboxChoice none = SandboxChoice.named("auto", List.of(secrets),
                () -> Optional.of(new Bubblewrap(useless, Optional.empty(), true)));

        assertThat(none.sandbox()).isEqualTo(Sandbox.NONE);
        assertThat(none.notice())
                .contains("it could still read the course, your home folder or another submission, write outside");
    }

    @Test
    @DisplayName("is one of three kinds")
    void kinds() {
        assertThatThrownBy(() -> SandboxChoice.named("docker", List.of(secrets))).isInstanceOf(InfrastructureException.class)
                .hasMessage("There is no sandbox 'docker'. There are auto, bwrap and none.");
    }
}
