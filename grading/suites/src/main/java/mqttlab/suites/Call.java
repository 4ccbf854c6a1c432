package mqttlab.suites;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceFailure;

/** A call of the student's code, which may end with the exception that the contracts of all labs have. */
@FunctionalInterface
public interface Call {

    void make() throws BrokerUnavailableException;

    /** It ends with a {@link BrokerUnavailableException}. */
    static void unavailable(Trace trace, String call, Call code) {
        try {
            code.make();
        } catch (BrokerUnavailableException expected) {
            return;
        }
        throw trace.failure(call + " ends with a BrokerUnavailableException", "it returned as if all were well");
    }

    /** It ends with an {@link IllegalArgumentException}. */
    static void refused(Trace trace, String call, Call code) throws BrokerUnavailableException {
        try {
            code.make();
        } catch (IllegalArgumentException expected) {
            return;
        }
        throw trace.failure(call + " ends with an IllegalArgumentException", "it returned as if all were well");
    }

    /** On a thread of its own. */
    static CompletableFuture<Void> begin(Call call) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Thread.startVirtualThread(() -> complete(begun, call));
        return begun;
    }

    /** On this thread. */
    static void complete(CompletableFuture<Void> future, Call call) {
        try {
            call.make();
            future.complete(null);
        } catch (BrokerUnavailableException | RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    /** Waits for what the call is to bring about; if that never comes since the call has thrown something, this throws it. */
    static <T> T whileCalled(CompletableFuture<Void> call, Supplier<T> wait) throws BrokerUnavailableException {
        try {
            return wait.get();
        } catch (TraceFailure missing) {
            if (call.isCompletedExceptionally()) {
                join(call);
            }
            throw missing;
        }
    }

    /** Waits for its end, and throws what it has thrown. */
    static void join(CompletableFuture<Void> call) throws BrokerUnavailableException {
        try {
            call.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case BrokerUnavailableException unavailable -> throw unavailable;
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                default -> throw e;
            }
        }
    }

    /** It ends by itself, one way or another, before so much time is over. */
    static boolean endsWithin(Duration time, CompletableFuture<Void> call) {
        try {
            call.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
