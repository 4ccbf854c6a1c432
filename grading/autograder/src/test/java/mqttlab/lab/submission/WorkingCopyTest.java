package mqttlab.lab.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mqttlab.lab.BadInput;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.Globs;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import java.nio.file.Path;

@DisplayName("A lab in a working copy")
class WorkingCopyTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is judged as it would be handed in, and what is left out is known")
    void same() throws UnusableSubmission {
        TinyCourse course = new TinyCourse(folder).write(TinyCourse.LAB + TinyCourse.HELLO, "")
                .write(TinyCourse.LAB + "src/main/java/hello/util/Words.java", "")
                .write(TinyCourse.LAB + "src/main/java/mine/Own.java", "")
                .write(TinyCourse.LAB + "src/main/kotlin/hello/Other.kt", "")
                .write(TinyCourse.LAB + "src/main/java/.DS_Store", "");
        LabDefinition lab = course.only();
        WorkingCopy copy = WorkingCopy.of(lab);
        HandedIn handedIn;
        try (Contents contents = new FolderSubmission("ana", lab.folder()).open()) {
            handedIn = HandedIn.of(lab, contents);
        }

        assertThat(copy.project().sources()).extracting(Source::name).containsExactlyElementsOf(handedIn.files().keySet())
                .containsExactlyInAnyOrder(TinyCourse.HELLO, "src/main/java/hello/util/Words.java",
                        "src/main/java/mine/Own.java");
        assertThat(copy.leftOut()).containsExactly("src/main/kotlin/hello/Other.kt");
    }

    @Test
    @DisplayName("is refused where it would be refused when it is graded")
    void refused() {
        TinyCourse course = new TinyCourse(folder).write(TinyCourse.LAB + TinyCourse.HELLO, "x".repeat(HandedIn.MOST_BYTES + 1));

        assertThatThrownBy(() -> WorkingCopy.of(course.only())).isInstanceOf(BadInput.class)
                .hasMessage("lab 01 could not be graded: " + TinyCourse.HELLO + " is longer than 1024 KiB");
    }

    @Test
    @DisplayName("has classes in any package, and no contracts, in each lab and stage of this course")
    void wide() {
        assertThat(Checkout.at(ThisCheckout.root()).all()).allSatisfy(lab -> {
            Globs editable = new Globs(lab.editable());
            for (String file : new String[] {"src/main/java/mqttlab/lab01/util/Words.java", "src/main/java/Own.java",
                    "src/main/java/es/uca/Own.java", "src/main/resources/es/uca/words.properties",
                    "src/main/resources/META-INF/services/mqttlab.contracts.news.Publisher"}) {
                assertThat(editable.match(file)).as(file).isTrue();
            }
            assertThat(editable.match("src/main/java/mqttlab/contracts/news/News.java")).isFalse();
            assertThat(editable.match("src/main/java/notes.txt")).isFalse();
        });
    }
}
