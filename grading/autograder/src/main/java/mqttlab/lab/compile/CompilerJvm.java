package mqttlab.lab.compile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.JavaCommand;
import mqttlab.testkit.sandbox.Sandbox;

/**
 * A JVM that compiles for this one: little code is enough to keep a compiler busy for good, or to fill its memory. Whatever a
 * student's code does to it, it does to that JVM. One that has answered is used again.
 */
final class CompilerJvm {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    /** For a machine that has no processor to spare. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
    private static final long BETWEEN_LOOKS_MILLIS = 100;
    private static final int MOST_IDLE = 4;
    /** Of a processor's time: a sandbox ends what has taken too much of it altogether. */
    private static final Duration OLD = Duration.ofMinutes(5);
    private static final ConcurrentLinkedDeque<CompilerJvm> IDLE = new ConcurrentLinkedDeque<>();

    private final Place place;
    private final Process process;
    private final DataInputStream answers;
    private final DataOutputStream orders;

    private CompilerJvm(Place place, Process process) {
        this.place = place;
        this.process = process;
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.orders = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /** @param libraries what it can see in the sandbox, besides itself */
    static CompilerJvm take(Sandbox sandbox, List<Path> libraries) {
        for (CompilerJvm idle : IDLE) {
            if (idle.place.serves(sandbox, libraries) && IDLE.remove(idle) && idle.process.isAlive()) {
                return idle;
            }
        }
        return started(Place.in(sandbox, libraries));
    }

    private static CompilerJvm started(Place place) {
        List<String> command = JavaCommand.startJudged();
        place.archive().ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
        command.addAll(List.of("-Xshare:auto", "-Xlog:disable", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", place.classPath(),
                CompilerHost.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        JavaCommand.isolate(builder.environment());
        try {
            return new CompilerJvm(place, place.start(builder));
        } catch (IOException e) {
            throw new InfrastructureException("a JVM for the compiler could not be started: " + e.getMessage(), e);
        }
    }

    /** Afterwards, this JVM is another's, or is gone. */
    List<Problem> perform(Order order) {
        return perform(order, LONGEST);
    }

    /** @param longest of a processor's time */
    List<Problem> perform(Order order, Duration longest) {
        CompletableFuture<Order.Answer> answer = new CompletableFuture<>();
        // Not a virtual one: reading from a pipe holds its carrier.
        Thread.ofPlatform().daemon().name("compiler").start(() -> converse(order, answer));
        try {
            return done(await(answer, longest));
        } catch (TimeoutException e) {
            return failed(e.getMessage() + "; is something in it nested, or repeated, very often?");
        } catch (ExecutionException e) {
            return failed("the compiler broke down on this code, perhaps for want of memory; is something in it very large?");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while the compiler was running", e);
        }
    }

    private Order.Answer await(CompletableFuture<Order.Answer> answer, Duration longest)
            throws InterruptedException, ExecutionException, TimeoutException {
        Duration before = processorTime();
        long start = System.nanoTime();
        while (true) {
            try {
                return answer.get(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                require(processorTime().minus(before), longest);
                require(Duration.ofNanos(System.nanoTime() - start), LONGEST_WAIT);
            }
        }
    }

    private static void require(Duration taken, Duration longest) throws TimeoutException {
        if (taken.compareTo(longest) > 0) {
            throw new TimeoutException("this code does not compile in " + longest.toSeconds() + " s");
        }
    }

    private List<Problem> failed(String why) {
        process.destroyForcibly();
        return List.of(Problem.error("", why));
    }

    private void converse(Order order, CompletableFuture<Order.Answer> answer) {
        try {
            place.at(order).write(orders);
            Order.Answer given = Order.Answer.read(answers);
            place.handOver(order);
            answer.complete(given);
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private List<Problem> done(Order.Answer answer) {
        if (IDLE.size() < MOST_IDLE && processorTime().compareTo(OLD) < 0) {
            IDLE.push(this);
        } else {
            process.destroyForcibly();
        }
        if (!answer.trouble().isEmpty()) {
            throw new InfrastructureException(answer.trouble());
        }
        return answer.problems();
    }

    private Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream()).reduce(Duration.ZERO, Duration::plus);
    }
}
