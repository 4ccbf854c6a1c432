package mqttlab.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.mutant.Sources;
import mqttlab.testkit.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The judges")
class JudgesTest {

    private static final LabDefinition STAGE = ThisCourse.checkout().stage("01");

    /** How long was waited, at each try. */
    private final List<Duration> tries = new ArrayList<>();
    private Judges judges;

    @BeforeEach
    void open(@TempDir Path folder) {
        judges = new Judges(folder, 1, SuiteClasses.onThisClassPath(List.of()), Map.of());
    }

    @AfterEach
    void close() {
        judges.close();
    }

    @Test
    @DisplayName("judge a mutant again, with all patience, when its verdict is a surprise, and know that it is flaky")
    void flaky() {
        Outcome outcome = judges.judged(judgment(Set.of("a"), 1));

        assertThat(outcome.isAsExpected()).isTrue();
        assertThat(outcome.isFlaky()).isTrue();
        assertThat(outcome.atFirst()).isEqualTo("a was to fail and passed");
        assertThat(tries).containsExactly(Patience.usual(), Duration.ofSeconds(5));
        assertThat(Patience.usual()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("judge it a third time, and say what each of the others was")
    void flakyTwice() {
        Outcome outcome = judges.judged(judgment(Set.of("a"), 2));

        assertThat(outcome.isFlaky()).isTrue();
        assertThat(outcome.atFirst()).isEqualTo("a was to fail and passed, then a was to fail and passed");
    }

    @Test
    @DisplayName("say what is not as stated when it is the same the third time")
    void wrong() {
        Outcome outcome = judges.judged(judgment(Set.of("a"), 4));

        assertThat(tries).hasSize(3);
        assertThat(outcome.isFlaky()).isFalse();
        assertThat(outcome.account()).startsWith("a was to fail and passed").contains("A student would read:", STAGE.heading());
    }

    @Test
    @DisplayName("give a solution no second try")
    void solution() {
        assertThat(judges.judged(judgment(Set.of(), 1)).isAsExpected()).isFalse();
        assertThat(tries).hasSize(1);
    }

    @Test
    @DisplayName("give each judgment a seed of its own, so that a broker does not meet the same names again")
    void seeds(@TempDir Path folder) {
        assertThat(seed(judges, "one")).isBetween(1L, 999_999L)
                .isEqualTo(seed(judges, "one")).isNotEqualTo(seed(judges, "another"));
        try (Judges others = new Judges(folder, 2, SuiteClasses.onThisClassPath(List.of()), Map.of())) {
            assertThat(seed(others, "one")).isNotEqualTo(seed(judges, "one"));
        }
    }

    private static long seed(Judges judges, String title) {
        AtomicLong seed = new AtomicLong();
        judges.judged(new Judgment(title, STAGE, "", new Sources(new TreeMap<>()), (grading, brokers, folder) -> {
            seed.set(grading.seed());
            return new LabResult(STAGE, "", "", grading.seed(), List.of(), List.of());
        }, Set.of(), Set.of(), "", result -> List.of()));
        return seed.get();
    }

    /** One that is a surprise so many times. */
    private Judgment judgment(Set<String> suspects, int surprises) {
        return new Judgment("it", STAGE, "", new Sources(new TreeMap<>()), (grading, brokers, folder) -> {
            tries.add(Patience.usual());
            return new LabResult(STAGE, "", "", 1, List.of(), List.of());
        }, Set.of(), suspects, "", result -> tries.size() <= surprises ? List.of("a was to fail and passed") : List.of());
    }
}
