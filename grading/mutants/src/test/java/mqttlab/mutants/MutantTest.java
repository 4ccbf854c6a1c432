package mqttlab.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import mqttlab.lab.BadInput;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A mutant's folder")
class MutantTest {

    private static final Path CHANGED = Path.of("src/main/java/mqttlab/lab01/Connection.java");

    @TempDir
    Path folder;

    @Test
    @DisplayName("says what is wrong, what fails and what is left")
    void isRead() throws IOException {
        write(CHANGED, "");
        write(Path.of("mutant.yaml"), "mistake: It forgets.\nfails: [b, a]\nscore: 3\n");

        assertThat(Mutant.read(folder)).isEqualTo(new Mutant(folder, "It forgets.", Set.of("a", "b"), 3));
        assertThat(Mutant.read(folder).files()).containsExactly(CHANGED);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("with a manifest that is not complete is refused, and the file is named")
    @CsvSource(delimiter = '|', textBlock = """
            mistake: It forgets.; fails: [a]                      | :3: Missing creator property 'score'
            mistake: It forgets.; score: 3                        | :3: Missing creator property 'fails'
            fails: [a]; score: 3                                  | :3: Missing creator property 'mistake'
            mistake: It forgets.; fails: [a]; score:              | :3: Cannot map `null` into type `int`
            mistake: It forgets.; fails: [a]; score: 3; fail: [b] | :4: Unrecognized field "fail"
            mistake: It forgets.; fails: [a]; score: 3; score: 4  | :4: Duplicate field 'score'
            mistake: It: forgets.; fails: [a]; score: 3           | :1: mapping values are not allowed here
            mistake: It forgets.; fails: []; score: 3             | : 'fails' must name the checks that fail, each of them once
            mistake: It forgets.; fails: [a, a]; score: 3         | : 'fails' must name the checks that fail, each of them once
            mistake: It forgets; fails: [a]; score: 3             | : 'mistake' must be a sentence that ends with a full stop
            """)
    void refusesBadManifests(String manifest, String message) throws IOException {
        write(CHANGED, "");
        write(Path.of("mutant.yaml"), manifest.replace("; ", "\n") + "\n");

        assertThatThrownBy(() -> Mutant.read(folder)).isInstanceOf(BadInput.class)
                .hasMessageStartingWith(folder.resolve("mutant.yaml") + message);
    }

    @Test
    @DisplayName("without a manifest is refused")
    void refusesNoManifest() throws IOException {
        write(CHANGED, "");

        assertThatThrownBy(() -> Mutant.read(folder)).isInstanceOf(BadInput.class)
                .hasMessageStartingWith("cannot read " + folder.resolve("mutant.yaml"));
    }

    @Test
    @DisplayName("that changes nothing is refused")
    void refusesNoChange() throws IOException {
        write(Path.of("mutant.yaml"), "mistake: It forgets.\nfails: [a]\nscore: 3\n");

        assertThatThrownBy(() -> Mutant.read(folder)).isInstanceOf(BadInput.class)
                .hasMessage(folder + ": there is no changed file under src/main beside mutant.yaml");
    }

    private void write(Path file, String text) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }
}
