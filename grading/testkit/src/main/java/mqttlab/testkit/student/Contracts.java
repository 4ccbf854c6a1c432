package mqttlab.testkit.student;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;

/** What a method of a contract promises. */
final class Contracts {

    private Contracts() {
    }

    static boolean documented(Method method, Throwable thrown) {
        return Stream.of(method.getExceptionTypes()).anyMatch(type -> type.isInstance(thrown));
    }

    /** The documented exception that a failure in another JVM was, if it was one. */
    static Optional<Throwable> documented(Method method, Failure failure) {
        return Stream.of(method.getExceptionTypes())
                .filter(type -> type.getName().equals(failure.type()))
                .findFirst()
                .map(type -> revive(type, failure.message()));
    }

    static String describe(Class<?> contract, Method method) {
        return contract.getSimpleName() + "." + method.getName();
    }

    private static Throwable revive(Class<?> type, String message) {
        try {
            return (Throwable) type.getConstructor(String.class).newInstance(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a contract's exception needs a constructor with a message: " + type, e);
        }
    }
}
