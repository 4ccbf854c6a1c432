package mqttlab.lab.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.lab.compile.OutputFolder;
import mqttlab.lab.submission.Contents;
import mqttlab.lab.submission.HandedIn;
import mqttlab.lab.submission.Submission;
import mqttlab.lab.submission.UnusableSubmission;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.broker.Scratch;
import mqttlab.testkit.check.Budget;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.sandbox.Sandbox;

/**
 * Grades submissions, several at once if need be: it keeps nothing of any. Each has brokers of its own, so that neither a
 * retained message nor a client identifier of one can meet another's.
 *
 * @param labs     the labs to grade
 * @param required whether each lab was asked for by name, and costs its points where it is missing
 * @param brokers  opens them
 * @param sandbox  in which their code is compiled and run
 * @param longest  after it, no further check of a lab begins
 * @param progress told of each check as it is done, from several threads
 * @param earlier  what need not be graded again
 */
record SubmissionGrading(List<Checklist> labs, boolean required, long seed, Supplier<Brokers> brokers,
        Sandbox sandbox, Duration longest, Consumer<CheckResult> progress, Earlier earlier) {

    private static final int ATTEMPTS = 2;

    /** Whatever happens here happens to this student alone. */
    StudentResult grade(Submission submission) {
        try (Contents contents = submission.open()) {
            Map<Checklist, HandedIn> found = found(contents);
            return new StudentResult(submission.student(), grade(submission.student(), found, butFor(contents)),
                    ignored(contents, found));
        } catch (UnusableSubmission e) {
            return new StudentResult(submission.student(), all(Verdict.NOT_RUN, e.getMessage()), List.of());
        } catch (RuntimeException | Error e) {
            return new StudentResult(submission.student(), all(Verdict.INFRASTRUCTURE_ERROR, reason(e)), List.of());
        }
    }

    private Map<Checklist, HandedIn> found(Contents contents) throws UnusableSubmission {
        if (contents.files().isEmpty()) {
            throw new UnusableSubmission("the submission is empty" + butFor(contents));
        }
        Map<Checklist, HandedIn> found = new LinkedHashMap<>();
        for (Checklist each : labs) {
            HandedIn files = HandedIn.of(each.lab(), contents);
            if (!files.files().isEmpty()) {
                found.put(each, files);
            }
        }
        return found;
    }

    private List<LabResult> grade(String student, Map<Checklist, HandedIn> found, String unread) {
        Map<Checklist, LabResult> known = new HashMap<>();
        found.forEach((each, files) -> earlier.find(student, each, files).ifPresent(result -> known.put(each, result)));
        boolean withRealBroker = found.keySet().stream()
                .anyMatch(each -> each.lab().kind() == Kind.CLIENT && !known.containsKey(each));
        CompletableFuture<Brokers> opened = withRealBroker ? open() : CompletableFuture.failedFuture(
                new IllegalStateException("no client is graded"));
        try {
            List<LabResult> results = new ArrayList<>();
            for (Checklist each : labs) {
                if (known.containsKey(each)) {
                    results.add(known.get(each));
                } else if (found.containsKey(each)) {
                    results.add(grade(student, each, found.get(each), opened));
                } else if (required || found.isEmpty()) {
                    results.add(each.all(Verdict.NOT_RUN, "there is no file of this " + each.lab().track().noun()
                            + " in the submission: none matches " + String.join(" or ", each.lab().marks()) + unread, seed));
                }
            }
            return results;
        } finally {
            opened.thenAccept(Brokers::close).exceptionally(failed -> null).join();
        }
    }

    private LabResult grade(String student, Checklist each, HandedIn files, CompletableFuture<Brokers> opened) {
        try {
            OutputFolder scratch = new OutputFolder(Scratch.folder("graded"));
            try {
                LabCopy copy = LabCopy.make(each.lab(), files.files(), scratch.path().resolve("lab"));
                Path classes = Files.createDirectory(scratch.path().resolve("classes"));
                Budget budget = Budget.of(longest);
                LabResult result = new LabGrading(each.lab(), Set.of(), seed, ATTEMPTS, Set.of(), each.ours(), sandbox, budget)
                        .grade(() -> copy.compile(classes, sandbox), classes, opened, progress);
                if (!budget.isUsedUp()) {
                    // Another time, with more time or on another machine, it may be another.
                    earlier.keep(student, each, files, result);
                }
                return result;
            } finally {
                scratch.deleteIfPossible();
            }
        } catch (IOException | RuntimeException | Error e) {
            return each.all(Verdict.INFRASTRUCTURE_ERROR, reason(e), seed);
        }
    }

    private CompletableFuture<Brokers> open() {
        return CompletableFuture.supplyAsync(() -> {
            Brokers opened = brokers.get();
            opened.shared();
            return opened;
        }, task -> Thread.ofVirtual().start(task));
    }

    private List<LabResult> all(Verdict verdict, String why) {
        return labs.stream().map(each -> each.all(verdict, why, seed)).toList();
    }

    private static List<String> ignored(Contents contents, Map<Checklist, HandedIn> found) {
        Set<String> taken = new HashSet<>();
        found.values().forEach(each -> each.files().keySet().forEach(file -> taken.add(each.root() + file)));
        Stream<String> unread = contents.unread().entrySet().stream().map(each -> each.getKey() + " is " + each.getValue());
        return Stream.concat(contents.files().stream().filter(file -> !taken.contains(file)), unread).toList();
    }

    /** What a student may have meant where nothing was found. */
    private static String butFor(Contents contents) {
        return contents.unread().entrySet().stream().findFirst()
                .map(each -> "; " + each.getKey() + " is " + each.getValue())
                .orElse("");
    }

    private static String reason(Throwable e) {
        return e instanceof InfrastructureException ? e.getMessage() : "the grader itself went wrong: " + e;
    }
}
