package mqttlab.testkit.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts processes that run the code of others. */
public sealed interface Sandbox permits Open, Bubblewrap {

    /** Without any protection, for the code of whoever starts it. */
    Sandbox NONE = new Open();

    Duration LONGEST_END = Duration.ofSeconds(10);

    /** Whether a process sees its view only, and ends with all that it has started. */
    boolean encloses();

    /** Whether a process in it can reach no port but its own network's, nor be reached at one: see the package {@code gate}. */
    boolean ownNetwork();

    Process start(ProcessBuilder builder, View view) throws IOException;

    /** Asks the program in it to end. */
    void terminate(Process process);

    /** What the program has started that goes on. */
    Stream<ProcessHandle> startedBy(Process process);

    /** Kills it, and returns when it is gone; where this encloses, with all that it has started. */
    default void end(Process process) {
        List<ProcessHandle> within = encloses() ? process.descendants().toList() : List.of();
        process.destroyForcibly();
        process.onExit().join();
        CompletableFuture.allOf(within.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LONGEST_END.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
