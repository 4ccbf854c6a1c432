package mqttlab.lab.grading;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.Project;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.broker.TargetBroker;
import mqttlab.testkit.check.Budget;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Setup;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.sandbox.Sandbox;
import mqttlab.testkit.student.InOwnJvm;
import mqttlab.testkit.student.NoCode;
import mqttlab.testkit.student.StudentCode;

/**
 * Grades one lab's code.
 *
 * @param only     ids of the checks to run; empty for all
 * @param seed     what everything random in the checks follows from
 * @param attempts how often a check must be lost before it is: see {@link Attempts}
 * @param suspects ids of checks that will probably be lost: see {@link Setup}
 * @param ours     tried with a part of the student's code where their own broker loses points
 * @param sandbox  in which the code runs
 * @param budget   within which checks must have begun
 */
public record LabGrading(LabDefinition lab, Set<String> only, long seed, int attempts, Set<String> suspects,
        Optional<CourseBroker> ours, Sandbox sandbox, Budget budget) {

    private static final Executor SIDE_BY_SIDE = task -> Thread.ofVirtual().start(task);

    public LabGrading(LabDefinition lab, Set<String> only, long seed, int attempts) {
        this(lab, only, seed, attempts, Set.of(), Optional.empty());
    }

    public LabGrading(LabDefinition lab, Set<String> only, long seed, int attempts, Optional<CourseBroker> ours) {
        this(lab, only, seed, attempts, Set.of(), ours);
    }

    /** Without a sandbox, and in any time. */
    public LabGrading(LabDefinition lab, Set<String> only, long seed, int attempts, Set<String> suspects,
            Optional<CourseBroker> ours) {
        this(lab, only, seed, attempts, suspects, ours, Sandbox.NONE, Budget.UNBOUNDED);
    }

    /** Compiles the project into the folder, and checks it. */
    public LabResult grade(Project project, Path classes, CompletableFuture<Brokers> brokers, Consumer<CheckResult> progress) {
        return grade(() -> project.compile(classes), classes, brokers, progress);
    }

    /**
     * Compiles and checks. Whatever is wrong with the code ends up in the result.
     *
     * @param compiler compiles the code, the student's, laid out like the lab's folder
     * @param classes  where it compiles to
     * @param brokers  may still be starting; asked for only if the code compiles
     * @param progress told of each result as it comes, from several threads
     */
    public LabResult grade(Supplier<Compilation> compiler, Path classes, CompletableFuture<Brokers> brokers,
            Consumer<CheckResult> progress) {
        CompletableFuture<CheckRun> found = CompletableFuture.supplyAsync(() -> new CheckRun(lab.suite(), only), SIDE_BY_SIDE);
        try (StudentCode code = lab.kind() == Kind.BROKER ? new NoCode() : new InOwnJvm(classes, lab.libraries(), sandbox)) {
            // The first JVM starts while the compiler is busy; it looks for classes only when it is asked for an object.
            code.expect(1, 1);
            Compilation compilation = compiler.get();
            CheckRun run = join(found);
            if (!compilation.succeeded()) {
                List<CheckResult> notRun = run.checks().stream().map(LabGrading::notRun).toList();
                return new LabResult(lab, "", "", seed, compilation.problems(), notRun);
            }
            return switch (lab.kind()) {
                case CLIENT -> {
                    Brokers ready = join(brokers);
                    List<CheckResult> results = results(run, setup(code, ready), progress);
                    yield new LabResult(lab, ready.shared().description(), String.join("; ", ready.passedOver()), seed,
                            compilation.problems(), results);
                }
                case FUNCTIONS -> new LabResult(lab, "none, functions are checked here", "", seed, compilation.problems(),
                        results(run, setup(code, Brokers.none()), progress));
                case BROKER -> {
                    LabResult own = own(run, code, classes, compilation, progress);
                    yield ours.filter(course -> own.points() < own.total() && course.canTake(classes))
                            .flatMap(course -> withOurs(course, run, code, classes, own)).map(own::and).orElse(own);
                }
            };
        }
    }

    private LabResult own(CheckRun run, StudentCode code, Path classes, Compilation compilation, Consumer<CheckResult> progress) {
        try (BrokerJudgement judgement = BrokerJudgement.ofCode(classes, lab, sandbox)) {
            return new LabResult(lab, judgement.description(), "", seed, compilation.problems(),
                    results(run, code, judgement, progress));
        }
    }

    /** Empty if none of the checks is about what the student's class does there. */
    private Optional<WithOurs> withOurs(CourseBroker course, CheckRun run, StudentCode code, Path classes, LabResult own) {
        Set<String> decided = course.decidedByYours(run.checks());
        if (decided.isEmpty()) {
            return Optional.empty();
        }
        try (BrokerJudgement judgement = course.around(classes, lab, sandbox)) {
            CheckRun again = new CheckRun(lab.suite(), decided);
            return Optional.of(WithOurs.of(course.yours(), own.results(), results(again, code, judgement, each -> { })));
        }
    }

    /** Checks a broker that somebody has started, and compiles nothing. */
    public LabResult grade(TargetBroker target, Consumer<CheckResult> progress) {
        CheckRun run = new CheckRun(lab.suite(), only);
        try (BrokerJudgement judgement = BrokerJudgement.of(target)) {
            return new LabResult(lab, target.description(), "", seed, List.of(), results(run, new NoCode(), judgement, progress));
        }
    }

    private List<CheckResult> results(CheckRun run, StudentCode code, BrokerJudgement judgement, Consumer<CheckResult> progress) {
        Optional<BrokerJudgement.Obstacle> obstacle = judgement.obstacle();
        return obstacle.isPresent() ? obstacle.get().results(run.checks())
                : results(run, setup(code, judgement.brokers()), progress);
    }

    private Setup setup(StudentCode code, Brokers brokers) {
        return new Setup(code, brokers, seed, suspects, budget);
    }

    private List<CheckResult> results(CheckRun run, Setup setup, Consumer<CheckResult> progress) {
        List<CheckResult> results = run.run(setup, progress);
        for (int attempt = 2; attempt <= attempts && !budget.isUsedUp() && !Attempts.open(results).isEmpty(); attempt++) {
            CheckRun again = new CheckRun(lab.suite(), Attempts.open(results));
            results = Attempts.merge(results, again.run(setup, each -> { }));
        }
        return results;
    }

    private static CheckResult notRun(Check check) {
        return new CheckResult(check, Verdict.NOT_RUN, "the code does not compile", Evidence.NONE, Duration.ZERO);
    }

    /** What went wrong in another thread, as if it had gone wrong in this one. */
    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
