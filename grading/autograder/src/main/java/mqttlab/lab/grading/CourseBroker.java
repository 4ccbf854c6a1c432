package mqttlab.lab.grading;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.Manifest.Yours;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.CompiledOnce;
import mqttlab.lab.compile.Project;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.sandbox.Sandbox;

/**
 * The course's broker after a stage, with room for a class of a student's: what was lost in the stages below must not cost
 * this one.
 *
 * @param compiled by whoever needs it first: it is written out and compiled once
 */
public record CourseBroker(Yours yours, FutureTask<Compilation> compiled) {

    /** Empty for stages that judge nothing so, and where there are no solutions. */
    public static Optional<CourseBroker> of(Checkout checkout, LabDefinition stage) {
        return stage.manifest().yours().filter(yours -> Files.isDirectory(checkout.referenceBroker()))
                .map(yours -> new CourseBroker(yours, new FutureTask<>(() -> compile(checkout, stage, yours))));
    }

    private static Compilation compile(Checkout checkout, LabDefinition stage, Yours yours) {
        Path folder = stage.solution().resolveSibling(stage.slug() + "-yours");
        Snapshot.of(checkout, stage.number()).withYours(checkout, yours).refresh(folder);
        Compilation compilation = CompiledOnce.of(new Project(folder, stage.libraries())).compile();
        if (!compilation.succeeded()) {
            throw new InfrastructureException("the course's own broker does not compile: "
                    + compilation.errors().getFirst().format());
        }
        return compilation;
    }

    /** Whether there is a class that wants to be taken into it. */
    boolean canTake(Path classes) {
        return Files.isRegularFile(classes.resolve("META-INF/services").resolve(yours.contract()));
    }

    /** Ids of those of the checks that the class decides. */
    Set<String> decidedByYours(List<Check> checks) {
        return checks.stream().map(Check::id).filter(id -> !yours.unrelated().contains(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Path classes() {
        compiled.run();
        try {
            return compiled.get().classes();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while the course's broker was compiled", e);
        } catch (ExecutionException e) {
            throw new InfrastructureException(e.getCause().getMessage(), e);
        }
    }

    /** Ready to be judged with the class in it. */
    BrokerJudgement around(Path classes, LabDefinition stage, Sandbox sandbox) {
        return BrokerJudgement.ofCourse(classes(), classes.toAbsolutePath(), stage,
                "the course's, with your " + yours.called(), sandbox);
    }
}
