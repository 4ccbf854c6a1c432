package mqttlab.testkit.student;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Runs a student's code in this JVM, for an IDE: breakpoints work, and nothing is interrupted. It captures no output, and
 * what the code does to the JVM it does to the suite.
 */
public final class InSameJvm implements StudentCode {

    @Override
    public void expect(int runs, int atOnce) {
    }

    @Override
    public StudentRun start() {
        return new Run();
    }

    @Override
    public StudentRun startFresh() {
        return start();
    }

    @Override
    public void close() {
    }

    private static final class Run implements StudentRun {

        private final List<AutoCloseable> toClose = new ArrayList<>();

        @Override
        public <T> T create(Class<T> contract) {
            T students = make(contract);
            if (students instanceof AutoCloseable closeable) {
                toClose.add(closeable);
            }
            return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract},
                    (proxy, method, arguments) -> {
                        try {
                            return Thread.currentThread().isVirtual() ? onPlatformThread(method, students, arguments)
                                    : method.invoke(students, arguments);
                        } catch (InvocationTargetException e) {
                            throw thrown(contract, method, e.getCause(), students.getClass());
                        }
                    }));
        }

        /**
         * As in a JVM of its own. Before JEP 491, code that waits inside {@code synchronized}, as Paho does, would keep the
         * carrier of a virtual thread, and so hold up the tap.
         */
        private static Object onPlatformThread(Method method, Object students, Object[] arguments) throws Throwable {
            CompletableFuture<Object> returned = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    returned.complete(method.invoke(students, arguments));
                } catch (ReflectiveOperationException | RuntimeException | Error e) {
                    returned.completeExceptionally(e);
                }
            });
            try {
                return returned.join();
            } catch (CompletionException e) {
                throw e.getCause();
            }
        }

        private static <T> T make(Class<T> contract) {
            try {
                return StudentClasses.create(contract, Thread.currentThread().getContextClassLoader());
            } catch (Unloadable e) {
                throw StudentFault.of("making a " + contract.getSimpleName(), Failure.of(e, name -> false));
            }
        }

        private static Throwable thrown(Class<?> contract, Method method, Throwable exception, Class<?> students) {
            String call = Contracts.describe(contract, method);
            String location = location(students);
            Failure failure = Failure.of(exception, name -> sameLocation(name, location, students));
            if (Contracts.documented(method, exception)) {
                return StudentFault.documented(exception, call, failure);
            }
            StudentFault fault = StudentFault.of(call, failure);
            fault.initCause(exception);
            return fault;
        }

        private static boolean sameLocation(String name, String location, Class<?> students) {
            try {
                return location(Class.forName(name, false, students.getClassLoader())).equals(location);
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }

        private static String location(Class<?> type) {
            var source = type.getProtectionDomain().getCodeSource();
            return source == null ? "" : source.getLocation().toString();
        }

        @Override
        public String output() {
            return "";
        }

        @Override
        public List<Failure> uncaught() {
            return List.of();
        }

        /** A debugger shows it better. */
        @Override
        public Stuck stuck() {
            return Stuck.UNKNOWN;
        }

        @Override
        public List<String> stillRunning(Duration patience) {
            return List.of();
        }

        @Override
        public Optional<Duration> processorTime() {
            return Optional.empty();
        }

        @Override
        public boolean isFresh() {
            return true;
        }

        @Override
        public void release() {
            close();
        }

        @Override
        public void close() {
            for (AutoCloseable closeable : toClose) {
                try {
                    closeable.close();
                } catch (Exception | Error e) {
                    // The check has its verdict; a connection that stays open ends with the tap.
                }
            }
        }
    }
}
