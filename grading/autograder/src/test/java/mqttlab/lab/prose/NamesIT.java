package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a page has in monospace is one of: a command that begins with {@code lab}; a path or a file; a word of Java; or something
 * else that nobody can check.
 */
@DisplayName("A page names in monospace")
class NamesIT {

    private static final Pattern COMMAND = Pattern.compile("(?:\\./)?lab (.+)");
    private static final Pattern FILE = Pattern.compile("[\\w.-]+\\.(?:java|adoc|yaml|xml|cmd|jar)|[\\w.-]+(?:/[\\w.*-]+)+/?");
    private static final Pattern JAVA = Pattern.compile("(?:[a-z]+[A-Z]\\w*|[A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)?");
    /** Topics, folders on a reader's machine, and forms such as {@code reports/NAME.txt}. */
    private static final Pattern FREE = Pattern.compile("/?[Nn]ews/.*|/?bay/.*|readers/.*|newsroom-tcp.*|.*/[A-Z]+(?:[/.].*)?");

    private static final Pattern TASK = Pattern.compile(">Task (\\d+):[^<]*</h3>");

    /** A page says NN-name for any of these. */
    private static final List<String> SLUGS = Checkout.at(ThisCheckout.root()).all().stream().map(LabDefinition::slug).toList();

    static Stream<Page> pages() {
        return Pages.all().stream();
    }

    static Stream<Page> handouts() {
        return pages().filter(each -> each.lab().isPresent());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    @DisplayName("commands and options that the course tool has")
    void commands(Page page) {
        assertThat(page.monospace()).filteredOn(COMMAND.asMatchPredicate())
                .allSatisfy(each -> assertThat(ToolWords.unknown(each.replaceFirst("^(\\./)?lab ", ""))).isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    @DisplayName("files and folders that exist")
    void files(Page page) throws IOException {
        Set<String> there = CheckoutFiles.endings(ThisCheckout.root());
        assertThat(page.monospace()).filteredOn(each -> FILE.matcher(each).matches() && !FREE.matcher(each).matches())
                .allMatch(each -> SLUGS.stream().map(slug -> each.replaceAll("^\\./|/$", "").replace("NN-name", slug))
                        .anyMatch(there::contains), "exist");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handouts")
    @DisplayName("checks, classes and methods that exist")
    void words(Page page) throws IOException {
        JavaWords known = JavaWords.of(Page.lab(page.lab().orElseThrow()), checks(page));
        assertThat(page.monospace()).filteredOn(each -> JAVA.matcher(each).matches() && !FILE.matcher(each).matches())
                .allSatisfy(each -> assertThat(each).satisfies(known::require));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handouts")
    @DisplayName("the tasks that its lab's checks belong to")
    void tasks(Page page) {
        List<Integer> tasks = checks(page).stream().map(Check::task).sorted().distinct().toList();
        List<Integer> headings = TASK.matcher(page.html()).results().map(each -> Integer.valueOf(each.group(1))).toList();
        assertThat(headings.isEmpty() ? List.of(1) : headings).as("a page of one task need not number it").isEqualTo(tasks);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handouts")
    @DisplayName("what its lab is worth")
    void worth(Page page) {
        assertThat(page.html()).containsPattern("\\b" + checks(page).stream().mapToInt(Check::points).sum() + "\\s+points\\b");
    }

    private static List<Check> checks(Page page) {
        return new CheckRun(Page.lab(page.lab().orElseThrow()).suite(), Set.of()).checks();
    }
}
