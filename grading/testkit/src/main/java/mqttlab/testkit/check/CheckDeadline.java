package mqttlab.testkit.check;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Brokers;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Gives up a check that does not end. It runs on a thread of its own, which is interrupted at the end of its scene; as its
 * connections are closed then, too, it does not go on for long.
 */
final class CheckDeadline implements InvocationInterceptor {

    /** A check was given up. */
    static final class Missed extends AssertionError {
        private static final long serialVersionUID = 1L;

        private Missed(Duration patience, Optional<StackTraceElement> where) {
            super("the check had not ended after %s and was given up%s. The history shows how far it got".formatted(
                    Patience.text(patience),
                    where.map(at -> ", at %s:%d".formatted(at.getFileName(), at.getLineNumber())).orElse("")));
        }
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        Duration patience = Patience.stretch(Duration.ofSeconds(call.getExecutable().getAnnotation(Graded.class).seconds()));
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread check = Thread.ofPlatform().daemon().name("check " + call.getExecutable().getName())
                .start(() -> run(invocation, end));
        try {
            end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        } catch (TimeoutException e) {
            StackTraceElement[] stack = check.getStackTrace();
            call.getArguments().forEach(argument -> interruptAtEnd(argument, check));
            throw missed(patience, stack, call.getTargetClass());
        }
    }

    private static void run(Invocation<Void> invocation, CompletableFuture<Void> end) {
        try {
            invocation.proceed();
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    private static void interruptAtEnd(Object argument, Thread check) {
        if (argument instanceof Scene scene) {
            scene.atEnd(check::interrupt);
        }
    }

    /** A broker of the course's that does not come up is not the student's fault; a student's has a deadline of its own. */
    private static Throwable missed(Duration patience, StackTraceElement[] stack, Class<?> suite) {
        boolean starting = Stream.of(stack).anyMatch(frame -> frame.getClassName().equals(Brokers.class.getName()));
        if (starting) {
            return new InfrastructureException("the broker had not started after " + Patience.text(patience));
        }
        return new Missed(patience, Stream.of(stack).filter(frame -> frame.getClassName().equals(suite.getName())).findFirst());
    }
}
