package mqttlab.mutants;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.mutant.Code;
import mqttlab.lab.mutant.Expectation;
import mqttlab.lab.mutant.Mutant;
import mqttlab.testkit.broker.Brokers;

/**
 * Something to be graded, and what is to come of it.
 *
 * @param title     what messages call it
 * @param broker    the kind to grade it with; of no account where a broker is what is graded
 * @param suspects  the checks that will be lost
 * @param surprises what is not as it was to be
 */
record Judgment(String title, LabDefinition lab, String broker, Set<String> suspects, Grader grader,
        Function<LabResult, List<String>> surprises) {

    /** Grades it in a folder of its own. */
    interface Grader {
        LabResult grade(LabGrading grading, CompletableFuture<Brokers> brokers, Path folder);
    }

    static Judgment of(String title, LabDefinition lab, String broker, Code code, Function<LabResult, List<String>> surprises) {
        return new Judgment(title, lab, broker, Set.of(), (grading, brokers, folder) -> code.grade(grading, brokers, result -> { }), surprises);
    }

    static Judgment of(Mutant mutant, String broker, Code solution) {
        return new Judgment(mutant.lab().name() + ", " + mutant.name(), mutant.lab(), broker, mutant.fails(),
                (grading, brokers, folder) -> solution.grade(mutant.spoil(solution.sources()), folder, grading, brokers,
                        result -> { }),
                Expectation.of(mutant)::surprises);
    }

    /** A solution has no second try, and what it loses nobody expects. */
    boolean isOfAMutant() {
        return !suspects.isEmpty();
    }

    Outcome judge(long seed, CompletableFuture<Brokers> brokers, Path folder) {
        LabResult result = grader.grade(new LabGrading(lab, Set.of(), seed, 1, suspects, Optional.empty()), brokers, folder);
        return new Outcome(result, surprises.apply(result), "");
    }
}
