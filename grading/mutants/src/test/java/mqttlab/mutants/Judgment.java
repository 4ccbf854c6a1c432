package mqttlab.mutants;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.mutant.Code;
import mqttlab.lab.mutant.Expectation;
import mqttlab.lab.mutant.Mutant;
import mqttlab.lab.mutant.Sources;
import mqttlab.proofs.Key;
import mqttlab.proofs.Parts;
import mqttlab.testkit.broker.Brokers;

/**
 * Something to be graded, and what is to come of it.
 *
 * @param title     what messages call it
 * @param broker    the kind to grade it with; of no account where a broker is what is graded
 * @param code      what is graded
 * @param only      ids of the checks to run; empty for all
 * @param suspects  the checks that will be lost
 * @param stated    what is to come of it, in words
 * @param surprises what is not as it was to be
 */
record Judgment(String title, LabDefinition lab, String broker, Sources code, Grader grader, Set<String> only,
        Set<String> suspects, String stated, Function<LabResult, List<String>> surprises) {

    // Such a seed can be typed again.
    private static final int SEEDS = 1_000_000;

    /** Grades it in a folder of its own. */
    interface Grader {
        LabResult grade(LabGrading grading, CompletableFuture<Brokers> brokers, Path folder);
    }

    static Judgment of(String title, LabDefinition lab, String broker, Code code, String stated,
            Function<LabResult, List<String>> surprises) {
        return new Judgment(title, lab, broker, code.sources(),
                (grading, brokers, folder) -> code.grade(grading, brokers, result -> { }), Set.of(), Set.of(), stated, surprises);
    }

    static Judgment of(Mutant mutant, Encounter encounter, String broker, Code solution) {
        Sources spoilt = mutant.spoil(solution.sources());
        Expectation expected = encounter.expected();
        return new Judgment(mutant.lab().name() + ", " + mutant.name(), mutant.lab(), broker, spoilt,
                (grading, brokers, folder) -> solution.grade(spoilt, folder, grading, brokers, result -> { }), encounter.only(),
                mutant.fails(), "%s, %d points".formatted(new TreeSet<>(mutant.fails()), mutant.score()), expected::surprises);
    }

    /** A solution has no second try, and what it loses nobody expects. */
    boolean isOfAMutant() {
        return !suspects.isEmpty();
    }

    /** Everything that the verdict depends on. */
    Key key(SuiteClasses classes, String brokerVersion) {
        Parts parts = new Parts("verdict").machine()
                .text("broker", brokerVersion).text("lab", lab.name()).text("main", lab.main())
                .text("stated", stated).text("only", new TreeSet<>(only).toString());
        classes.addTo(parts, lab.suite());
        code.files().forEach((file, content) -> parts.text(file.toString(), new String(content, StandardCharsets.ISO_8859_1)));
        return parts.key();
    }

    /**
     * Judgments follow each other at one broker, which keeps sessions and publishes wills: no two of them have the same names.
     */
    private long seed(long ofTheRun) {
        return 1 + Math.floorMod(31 * ofTheRun + title.hashCode(), SEEDS - 1);
    }

    /** @param run the seed of all judgments, from which that of this one follows */
    Outcome judge(long run, CompletableFuture<Brokers> brokers, Path folder) {
        LabResult result = grader.grade(new LabGrading(lab, only, seed(run), 1, suspects, Optional.empty()), brokers, folder);
        return Outcome.of(result, surprises.apply(result));
    }
}
