package mqttlab.testkit.student;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.Patience;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.gate.Exit;

/** A student's code in a JVM of its own. Every call has a deadline; whatever goes wrong over there becomes a fault here. */
final class StudentJvm implements StudentRun {

    /** Longer than any wait that a contract allows, with room for a busy machine. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);
    private static final int MOST_UNCAUGHT = 10;
    /** Of all together, in characters: a report shows them with each check. */
    private static final int LONGEST_UNCAUGHT = 20_000;
    private static final int MOST_THREADS = 100;

    private final StudentProcess student;
    private final Allowance allowance = Allowance.ofStudent();
    private final Channel channel;
    private final Making making;
    private final BiConsumer<StudentJvm, Boolean> giveBack;
    private final List<Failure> uncaught = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Message.Exiting> exiting = new CompletableFuture<>();
    private boolean fresh = true;
    private int remembered;
    /** Why this side has ended the JVM, if it has. */
    private volatile String unacceptable;

    /**
     * @param making   of all runs of the same code
     * @param giveBack told when a run has ended, and whether the JVM can be used again; it has been ended if not
     */
    StudentJvm(StudentProcess student, Making making, BiConsumer<StudentJvm, Boolean> giveBack) {
        this.student = student;
        this.making = making;
        this.giveBack = giveBack;
        this.channel = new Channel(Channels.newInputStream(student.socket()), Channels.newOutputStream(student.socket()),
                Thread.ofVirtual().factory(), thrown -> Failure.of(thrown, name -> false), allowance);
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        try {
            channel.serve(event -> {
                switch (event) {
                    case Message.Uncaught thrown -> remember(thrown.failure());
                    case Message.Exiting exit -> exiting.complete(exit);
                    default -> throw new IllegalStateException("not an event: " + event);
                }
            });
        } catch (IOException | RuntimeException e) {
            unacceptable = e instanceof Allowance.Exceeded ? e.getMessage() : null;
            // What is no message of ours ends the channel, and with it the JVM.
            student.process().destroyForcibly();
        }
    }

    /** Called by one thread only, the one that serves. */
    private void remember(Failure failure) {
        remembered += failure.length();
        if (uncaught.isEmpty() || uncaught.size() < MOST_UNCAUGHT && remembered < LONGEST_UNCAUGHT) {
            uncaught.add(failure);
        }
    }

    @Override
    public <T> T create(Class<T> contract) {
        try {
            return proxy(contract, (Integer) askHost("making a " + contract.getSimpleName(), making.patience(), "create",
                    contract.getName()));
        } catch (StudentFault.TimedOut e) {
            making.hung();
            throw e;
        }
    }

    private Object askHost(String what, Duration patience, String name, Object... arguments) {
        try {
            Method method = hostMethod(name);
            Object answer = call(what, patience, StudentHost.OBJECT, method, arguments);
            if (answer == null && method.getReturnType() != void.class) {
                throw new StudentFault.Crashed(FailureKind.BEHAVIOUR, what + " gave back nothing", List.of());
            }
            return answer;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("no method of the host declares this", e);
        }
    }

    private static Method hostMethod(String name) {
        return Stream.of(StudentHost.Host.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst().orElseThrow();
    }

    private <T> T proxy(Class<T> contract, int object) {
        return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> object;
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> contract.getSimpleName();
                    default -> call(Contracts.describe(contract, method), Patience.stretch(LONGEST_CALL), object, method,
                            arguments);
                }));
    }

    private Object call(String what, Duration patience, int object, Method method, Object... arguments) throws Throwable {
        try {
            JsonNode answer = channel.call(object, method, arguments).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Channel.decode(method.getReturnType(), answer);
        } catch (TimeoutException e) {
            throw new StudentFault.TimedOut(what, patience, stuck());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Channel.RemoteFailure remote) {
                throw thrown(what, method, remote.failure());
            }
            throw ended(what);
        } catch (JsonProcessingException e) {
            throw new StudentFault.Crashed(FailureKind.BEHAVIOUR,
                    what + " gave back something that is no " + method.getReturnType().getSimpleName(), List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while " + what + " was running", e);
        }
    }

    private static Throwable thrown(String what, Method method, Failure failure) {
        Optional<Throwable> documented = Contracts.documented(method, failure);
        return documented.isPresent()
                ? StudentFault.documented(documented.get(), what, failure)
                : StudentFault.of(what, failure);
    }

    private StudentFault ended(String what) throws InterruptedException {
        boolean over = student.process().waitFor(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS);
        String how = over ? ", with exit code " + student.process().exitValue() : ", but its process goes on";
        if (over && unacceptable != null) {
            return new StudentFault.Crashed(FailureKind.JVM_ENDED,
                    "the JVM of your code was ended during " + what + ": " + unacceptable, List.of());
        }
        return exiting.isDone()
                ? new StudentFault.Crashed(FailureKind.EXITED, "System.exit was called during " + what + how,
                        exiting.join().frames())
                : new StudentFault.Crashed(FailureKind.JVM_ENDED, "the JVM of your code ended during " + what + how, List.of());
    }

    @Override
    public Stuck stuck() {
        try {
            JsonNode answer = channel.call(StudentHost.OBJECT, hostMethod("stuck"))
                    .get(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
            Stuck stuck = (Stuck) Channel.decode(Stuck.class, answer);
            return stuck == null ? Stuck.UNKNOWN : stuck;
        } catch (ExecutionException | TimeoutException | JsonProcessingException e) {
            return Stuck.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Stuck.UNKNOWN;
        }
    }

    @Override
    public void openPort(int port) {
        student.exit().ifPresent(exit -> {
            exit.open(port);
            askHost("opening port " + port, Patience.stretch(LONGEST_CALL), "openPort", port);
        });
    }

    @Override
    public void shutPort(int port) {
        student.exit().ifPresent(exit -> {
            askHost("closing port " + port, Patience.stretch(LONGEST_CALL), "shutPort", port);
            exit.shut(port);
        });
    }

    @Override
    public String output() {
        return student.printed().toString();
    }

    @Override
    public List<Failure> uncaught() {
        return List.copyOf(uncaught);
    }

    @Override
    public List<String> stillRunning(Duration patience) {
        String[] threads = (String[]) askHost("waiting for the end of all threads", patience.plus(LONGEST_CALL), "stillRunning",
                patience.toMillis());
        return Bounded.texts(Arrays.asList(threads), MOST_THREADS);
    }

    @Override
    public Optional<Duration> processorTime() {
        return student.processorTime();
    }

    @Override
    public boolean isFresh() {
        return fresh;
    }

    @Override
    public void release() {
        boolean again = uncaught.isEmpty() && isForgetful();
        if (!again) {
            end();
        }
        fresh = false;
        giveBack.accept(this, again);
    }

    /** Whether the host lets go of the student's classes and objects; a JVM in a bad state does not answer. */
    private boolean isForgetful() {
        try {
            askHost("forgetting", Patience.stretch(LONGEST_CALL), "forget");
            student.exit().ifPresent(Exit::shutAll);
            student.printed().clear();
            allowance.renew();
            return true;
        } catch (StudentFault e) {
            return false;
        }
    }

    @Override
    public void close() {
        end();
        giveBack.accept(this, false);
    }

    void kill() {
        student.process().destroyForcibly();
    }

    /** Kills it, waits until it is gone, and removes its folder. */
    void end() {
        student.close();
    }
}
