package mqttlab.lab.grading;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mqttlab.contracts.broker.TopicFilters;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.CompiledOnce;
import mqttlab.lab.compile.Project;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.check.Check;

/**
 * The course's broker after stage 03, with room for a student's topic filters: what was lost in the stages below must not cost
 * this one.
 *
 * @param compiler writes it out and compiles it, when it is needed
 */
public record CourseBroker(Supplier<Compilation> compiler) {

    private static final String STAGE = "03";
    private static final String SERVICE = "META-INF/services/" + TopicFilters.class.getName();

    /** Checks that the course's broker passes whatever a student's filters do: these say nothing about them, and earn nothing. */
    private static final Set<String> NOT_ABOUT_FILTERS = Set.of("misplacedHashCloses", "misplacedPlusCloses", "emptyFilterCloses",
            "unsubackHasTheIdentifier", "unsubackForNothing", "wrongFlagsClose", "noFilterCloses");

    /** Empty for other stages, and where there are no solutions. */
    public static Optional<CourseBroker> of(Checkout checkout, LabDefinition stage) {
        boolean isThere = stage.kind() == LabDefinition.Kind.BROKER && stage.number().equals(STAGE)
                && Files.isDirectory(checkout.root().resolve("solutions/broker/src/yours"));
        return isThere ? Optional.of(new CourseBroker(() -> compile(checkout, stage))) : Optional.empty();
    }

    private static Compilation compile(Checkout checkout, LabDefinition stage) {
        Path folder = stage.solution().resolveSibling(STAGE + "-yours");
        Snapshot.of(checkout, STAGE).withYours(checkout).refresh(folder);
        Compilation compilation = CompiledOnce.of(new Project(folder)).compile();
        if (!compilation.succeeded()) {
            throw new InfrastructureException("the course's own broker does not compile: "
                    + compilation.errors().getFirst().format());
        }
        return compilation;
    }

    /** Whether there is a class that wants to be taken into it. */
    static boolean canTake(Path classes) {
        return Files.isRegularFile(classes.resolve(SERVICE));
    }

    /** Ids of those of the checks that filters decide. */
    static Set<String> decidedByFilters(List<Check> checks) {
        return checks.stream().map(Check::id).filter(id -> !NOT_ABOUT_FILTERS.contains(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Ready to be judged with the class in it. */
    BrokerJudgement around(Path classes, LabDefinition stage) {
        return BrokerJudgement.ofCode(compiler.get().classes(), List.of("-Dlab.yours=" + classes.toAbsolutePath()), stage,
                "the course's, with your topic filters");
    }
}
