package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.compile.Problem;
import mqttlab.proofs.junit.DynamicProof;
import mqttlab.proofs.junit.TestKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The Java code of the pages")
class JavaIT {

    @TempDir
    private Path folder;

    @TestFactory
    @DisplayName("compiles")
    Stream<DynamicContainer> compiles() {
        return Pages.all().stream().filter(page -> page.snippets().stream().anyMatch(JavaIT::isJava))
                .map(page -> DynamicContainer.dynamicContainer(page.name(), compiles(page)));
    }

    private Stream<DynamicTest> compiles(Page page) {
        List<Snippet> snippets = page.snippets().stream().filter(JavaIT::isJava).toList();
        return DynamicProof.of("pages' code", page.name(),
                TestKey.of("code of a page", page.name(), List.of(), snippets.toString()),
                snippets.stream().map(each -> DynamicTest.dynamicTest(each.where(), () -> compile(each))).toList());
    }

    private static boolean isJava(Snippet snippet) {
        return snippet.language().equals("java");
    }

    /** Of the shapes that it may have, the one with the fewest problems says what is wrong. */
    private void compile(Snippet snippet) throws IOException {
        List<Problem> fewest = null;
        for (Shape shape : Shape.values()) {
            List<Problem> problems = shape.compile(snippet, folder);
            fewest = fewest == null || problems.size() < fewest.size() ? problems : fewest;
        }
        assertThat(fewest).extracting(Problem::format).isEmpty();
    }
}
