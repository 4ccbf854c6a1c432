package mqttlab.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.proofs.Key;
import mqttlab.proofs.Notes;
import mqttlab.proofs.Proofs;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Brokers;

/**
 * Several judges at work: most checks that fail have waited for something that did not come, and cost no time while they wait.
 * Each works with brokers of its own. A mutant whose verdict is a surprise is judged again, alone and with all patience,
 * and once more if need be: of a thousand verdicts some are bad luck twice. All that were no surprise in the end are listed.
 */
final class Judges implements AutoCloseable {

    private static final int AT_A_TIME = Math.clamp(3L * Runtime.getRuntime().availableProcessors(), 4, 12);
    private static final int TRIES_ALONE = 2;
    /** With more, something is wrong that is no matter of luck, and to judge it all again would only take time. */
    private static final int MOST_JUDGED_AGAIN = 8;
    private static final String VERDICTS = "verdicts on mutants and solutions";

    private final ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    private final Map<String, Queue<Brokers>> idle = new ConcurrentHashMap<>();
    private final Queue<Brokers> open = new ConcurrentLinkedQueue<>();
    /** Held for writing by one who wants to be alone. */
    private final ReentrantReadWriteLock crowd = new ReentrantReadWriteLock(true);
    private final AtomicInteger judgedAgain = new AtomicInteger();
    private final Notes notes = Notes.ofThisBuild();
    private final Path folder;
    private final long seed;
    private final SuiteClasses classes;
    private final Map<String, String> versions;

    /** @param versions of the brokers that there are, by their kinds */
    Judges(Path folder, long seed, SuiteClasses classes, Map<String, String> versions) {
        this.classes = classes;
        this.versions = versions;
        this.folder = folder;
        this.seed = seed;
    }

    CompletableFuture<Outcome> judge(Judgment judgment) {
        return CompletableFuture.supplyAsync(() -> knownOrJudged(judgment), pool);
    }

    private Outcome knownOrJudged(Judgment judgment) {
        Key key = judgment.key(classes, versions.getOrDefault(judgment.broker(), ""));
        if (Proofs.known().find(key).isPresent()) {
            notes.known(VERDICTS, judgment.title());
            return Outcome.KNOWN;
        }
        Outcome outcome = judged(judgment);
        if (outcome.isAsExpected()) {
            notes.proved(VERDICTS, judgment.title());
        }
        if (outcome.isFlaky()) {
            notes.flaky(judgment.title(), "at first " + outcome.atFirst() + "; alone and with more patience as stated");
        } else if (outcome.isAsExpected()) {
            Proofs.known().keep(key, "as stated");
        } else {
            Proofs.known().forget(key);
        }
        return outcome;
    }

    Outcome judged(Judgment judgment) {
        Outcome outcome = holding(crowd.readLock(), () -> once(judgment));
        boolean again = !outcome.isAsExpected() && judgment.isOfAMutant() && judgedAgain.incrementAndGet() <= MOST_JUDGED_AGAIN;
        return again ? holding(crowd.writeLock(), () -> alone(judgment, outcome)) : outcome;
    }

    private Outcome alone(Judgment judgment, Outcome first) {
        Outcome outcome = first;
        for (int tries = 0; !outcome.isAsExpected() && tries < TRIES_ALONE; tries++) {
            outcome = withAllPatience(judgment).after(outcome);
        }
        return outcome;
    }

    private static Outcome holding(Lock lock, Supplier<Outcome> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Outcome withAllPatience(Judgment judgment) {
        String patience = System.getProperty(Patience.PROPERTY, "1");
        System.setProperty(Patience.PROPERTY, "1");
        try {
            return once(judgment);
        } finally {
            System.setProperty(Patience.PROPERTY, patience);
        }
    }

    private Outcome once(Judgment judgment) {
        if (judgment.lab().kind() != Kind.CLIENT) {
            return judgment.judge(seed, CompletableFuture.failedFuture(new AssertionError("no real broker is needed")), fresh());
        }
        Queue<Brokers> mine = idle.computeIfAbsent(judgment.broker(), kind -> new ConcurrentLinkedQueue<>());
        Brokers brokers = Optional.ofNullable(mine.poll()).orElseGet(() -> opened(judgment.broker()));
        try {
            return judgment.judge(seed, CompletableFuture.completedFuture(brokers), fresh());
        } finally {
            mine.add(brokers);
        }
    }

    private Brokers opened(String kind) {
        Brokers brokers = Brokers.named(kind);
        open.add(brokers);
        return brokers;
    }

    private Path fresh() {
        try {
            return Files.createTempDirectory(folder, "judged");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        open.forEach(Brokers::close);
    }
}
