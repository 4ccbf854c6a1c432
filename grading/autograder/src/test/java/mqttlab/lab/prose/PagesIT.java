package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A page")
class PagesIT {

    static Stream<Page> pages() {
        return Pages.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    @DisplayName("has nothing that Asciidoctor complains about, such as a cross reference that leads nowhere")
    void isSound(Page page) {
        assertThat(page.complaints()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    @DisplayName("includes no other file: GitHub would show a link instead")
    void standsAlone(Page page) {
        assertThat(page.file()).content().doesNotContainPattern("(?m)^include::");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    @DisplayName("links to files that exist")
    void links(Page page) {
        assertThat(page.links()).filteredOn(each -> !each.startsWith("#") && !each.contains("://"))
                .allSatisfy(each -> {
                    Path target = page.file().resolveSibling(each.replaceAll("#.*", ""));
                    assertThat(target).exists();
                });
    }
}
