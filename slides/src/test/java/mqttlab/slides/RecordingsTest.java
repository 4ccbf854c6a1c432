package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mqttlab.testkit.InfrastructureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A recording with a program that this machine does not have")
class RecordingsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void listOne() throws IOException {
        Files.createDirectories(folder.resolve("slides"));
        Files.writeString(folder.resolve("slides/recordings.yaml"), "- {name: nothing, run: a-program-that-nobody-has}\n");
    }

    @Test
    @DisplayName("says so, and slides that show it can be made")
    void saysSo() throws IOException {
        recordings(Optional.empty()).write(folder.resolve("out"));

        assertThat(folder.resolve("out/nothing.txt")).hasContent("(not recorded: there was no a-program-that-nobody-has where these slides were made)");
        assertThat(folder.resolve("out/en/nothing-1.puml")).content().contains("not recorded", "a-program-that-nobody-has");
        assertThat(folder.resolve("out/es/nothing-1.puml")).content().contains("sin grabar", "a-program-that-nobody-has");
    }

    @Test
    @DisplayName("is a failure where everything is promised")
    void fails() {
        assertThatThrownBy(() -> recordings(Optional.of("embedded")).write(folder.resolve("out")))
                .isInstanceOf(InfrastructureException.class).hasMessageContaining("a-program-that-nobody-has");
    }

    @Test
    @DisplayName("is none where only the embedded broker is, if it takes a Mosquitto: it says so, whatever is promised")
    void takesAMosquitto() throws IOException {
        Files.writeString(folder.resolve("slides/recordings.yaml"),
                "- {name: nothing, run: a-program-that-nobody-has, mosquitto: true}\n");
        recordings(Optional.of("embedded")).write(folder.resolve("out"));

        assertThat(folder.resolve("out/nothing.txt"))
                .hasContent("(not recorded: there was no Mosquitto where these slides were made)");
        assertThat(folder.resolve("out/en/nothing.puml")).content().contains("not recorded", "Mosquitto");
    }

    @Test
    @DisplayName("is one in each language if its command names a language, and otherwise one for both")
    void languages() throws IOException {
        Files.writeString(folder.resolve("slides/recordings.yaml"),
                "- {name: demo, run: 'say {language} {folder}', status: 3}\n- {name: other, run: say}\n");
        List<Recording> read = Recording.read(folder.resolve("slides/recordings.yaml"));

        assertThat(read.get(0).inItsLanguages()).extracting(Recording::name).containsExactly("en/demo", "es/demo");
        assertThat(read.get(0).inItsLanguages()).extracting(Recording::run)
                .containsExactly(List.of("say en {folder}"), List.of("say es {folder}"));
        assertThat(read.get(0).inItsLanguages()).extracting(Recording::status).containsOnly(3);
        assertThat(read.get(1).inItsLanguages()).containsExactly(read.get(1));
    }

    private Recordings recordings(Optional<String> forced) {
        return new Recordings(folder, Recording.read(folder.resolve("slides/recordings.yaml")), forced);
    }
}
