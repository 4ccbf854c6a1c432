package mqttlab.lab.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Public, so that it can be run on a copy of the course, too. */
@DisplayName("The manifest of a lab or stage of this course")
public class ManifestsTest {

    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());

    static Stream<LabDefinition> labs() {
        return CHECKOUT.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    @DisplayName("needs only what comes before it, or labs where it is a stage")
    void needs(LabDefinition lab) {
        List<String> before = CHECKOUT.all().stream()
                .filter(each -> each.track() != lab.track() || each.slug().compareTo(lab.slug()) < 0)
                .map(LabDefinition::id).toList();
        assertThat(before).containsAll(lab.manifest().needs());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    @DisplayName("names a handout, files that are a student's own, libraries and a demo that exist")
    void files(LabDefinition lab) {
        Globs editable = new Globs(lab.editable());
        assertThat(CHECKOUT.root().resolve(lab.handout())).exists();
        String main = "src/main/java/" + lab.main().replace('.', '/') + ".java";
        assertThat(editable.match(main)).as("%s is editable", main).isTrue();
        assertThat(lab.libraries()).hasSize(1 + lab.manifest().libraries().size());
        lab.manifest().demo().ifPresent(demo -> {
            assertThat(CHECKOUT.root().resolve("slides/demos/" + demo.script() + ".yaml")).exists();
            assertThat(demo.plays()).satisfies(Class::forName);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    @DisplayName("says of what is tried in the course's broker only what there is")
    void yours(LabDefinition lab) {
        lab.manifest().yours().ifPresent(yours -> {
            assertThat(yours.contract()).satisfies(Class::forName);
            assertThat(new CheckRun(lab.suite(), Set.of()).checks()).extracting(Check::id).containsAll(yours.unrelated());
            if (Files.isDirectory(CHECKOUT.referenceBroker())) {
                assertThat(yours.replaces()).allSatisfy(file ->
                        assertThat(CHECKOUT.referenceBroker().resolve("src/main/java/mqttlab/broker").resolve(file)).exists());
                assertThat(CHECKOUT.referenceBroker().resolve("src/yours").resolve(lab.slug())).isDirectory();
            }
        });
    }
}
