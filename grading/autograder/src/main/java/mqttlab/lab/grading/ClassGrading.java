package mqttlab.lab.grading;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.submission.Contents;
import mqttlab.lab.submission.HandedIn;
import mqttlab.lab.submission.Submission;
import mqttlab.lab.submission.UnusableSubmission;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.sandbox.Sandbox;

/**
 * Grades the submissions of a class.
 *
 * @param labs    the labs to grade
 * @param named   whether they were asked for by name: then each submission must have them all
 * @param seed    the same for everybody
 * @param brokers opens brokers, once a submission
 * @param sandbox in which their code is compiled and run
 * @param jobs    how many submissions at a time
 * @param longest how long one student's code for one lab may take until no further check of it begins
 * @param earlier what need not be graded again
 */
public record ClassGrading(List<Checklist> labs, boolean named, long seed, Supplier<Brokers> brokers, Sandbox sandbox, int jobs,
        Duration longest, Earlier earlier) {

    /** Far more than any solution takes, also on a busy machine. */
    public static final int USUAL_MINUTES = 10;

    public ClassGrading(List<Checklist> labs, boolean named, long seed, Supplier<Brokers> brokers, Sandbox sandbox, int jobs) {
        this(labs, named, seed, brokers, sandbox, jobs, Duration.ofMinutes(USUAL_MINUTES), Earlier.NOTHING);
    }

    /** Those of the labs of which anybody has handed in anything; all, if nobody has. */
    public static List<LabDefinition> handedIn(List<LabDefinition> labs, List<Submission> submissions) {
        Set<LabDefinition> found = new HashSet<>();
        submissions.forEach(each -> found.addAll(handedIn(labs, each)));
        return found.isEmpty() ? labs : labs.stream().filter(found::contains).toList();
    }

    private static List<LabDefinition> handedIn(List<LabDefinition> labs, Submission submission) {
        try (Contents contents = submission.open()) {
            return labs.stream().filter(lab -> HandedIn.isIn(lab, contents)).toList();
        } catch (UnusableSubmission | RuntimeException e) {
            // Its student will be told when it is graded.
            return List.of();
        }
    }

    /**
     * @param progress told of each check as it is done, from several threads
     * @param done     told of each student's result as it comes, by this thread
     */
    public void grade(List<Submission> submissions, Consumer<CheckResult> progress, Consumer<StudentResult> done) {
        SubmissionGrading grading = new SubmissionGrading(labs, named, seed, brokers, sandbox, longest, progress, earlier);
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        CompletionService<StudentResult> results = new ExecutorCompletionService<>(workers);
        try {
            submissions.forEach(each -> results.submit(() -> grading.grade(each)));
            for (int left = submissions.size(); left > 0; left--) {
                done.accept(results.take().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while grading", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("no submission ends with an exception", e);
        } finally {
            workers.shutdownNow();
        }
    }
}
