package mqttlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mqttlab.bench.workload.Workload;
import mqttlab.bench.workload.Workloads;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of the bench")
class PageTest {

    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./lab bench(.*)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|((?:`[a-z][a-z0-9-]*`(?:, )?)+)$");
    private static final Pattern WORD = Pattern.compile("`([a-z0-9-]+)`");
    private static final Pattern OPTION = Pattern.compile("`(--?[a-z]+)");

    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of(System.getProperty("lab.home"), "grading/bench/README.adoc"));
    }

    @Test
    @DisplayName("has only commands that the bench takes")
    void commands() {
        List<String> commands = COMMAND.matcher(page).results().map(each -> each.group(1).strip()).toList();

        assertThat(commands).hasSizeGreaterThan(1).allSatisfy(each ->
                Main.commandLine().parseArgs(each.isEmpty() ? new String[0] : each.split(" ")));
    }

    @Test
    @DisplayName("names every workload in its table, and no other")
    void workloads() {
        List<String> named = ROW.matcher(page).results().flatMap(row -> WORD.matcher(row.group(1)).results())
                .map(each -> each.group(1)).toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(Workloads.all().stream().map(Workload::name).toList());
    }

    @Test
    @DisplayName("names every option, and no other")
    void options() {
        List<String> named = OPTION.matcher(page).results().map(MatchResult::group).map(each -> each.substring(1))
                .distinct().toList();
        List<String> there = Main.commandLine().getCommandSpec().options().stream()
                .filter(each -> !each.usageHelp() && !each.versionHelp())
                .flatMap(each -> List.of(each.names()).stream()).toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(there);
    }
}
