package mqttlab.testkit.student;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.testkit.failure.FailureKind;

/** What kind of failure an exception tells of. What matters may be its cause: contracts wrap what Paho throws. */
final class Thrown {

    /** What the code of a starter says where something is to be written; StarterText in the course tool writes it. */
    static final String NOT_WRITTEN = " is still to be written";

    /** Paho's words depend on the language of the system, its numbers do not. They end the text of its exceptions. */
    private static final String TIMED_OUT = "(32000)";
    private static final String CONNECTION_LOST = "(32109)";

    private Thrown() {
    }

    static FailureKind kind(Throwable thrown) {
        List<Throwable> chain = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(10).toList();
        return switch (thrown) {
            case Unloadable unloadable -> unloadable.kind();
            case StackOverflowError e -> FailureKind.STACK_OVERFLOW;
            case OutOfMemoryError e -> FailureKind.OUT_OF_MEMORY;
            case UnsupportedOperationException e when String.valueOf(e.getMessage()).contains(NOT_WRITTEN) ->
                    FailureKind.NOT_WRITTEN;
            default -> ofConnection(chain);
        };
    }

    private static FailureKind ofConnection(List<Throwable> chain) {
        if (any(chain, each -> isPahos(each, TIMED_OUT))) {
            return any(chain, each -> Stuck.isInCallback(each.getStackTrace()))
                    ? FailureKind.CALLBACK_WAITS : FailureKind.NO_ANSWER;
        }
        if (any(chain, each -> each instanceof ConnectException || each instanceof UnknownHostException)) {
            return FailureKind.REFUSED;
        }
        boolean lost = any(chain, each -> each instanceof SocketException || each instanceof EOFException
                || isPahos(each, CONNECTION_LOST));
        return lost ? FailureKind.CONNECTION_LOST : FailureKind.THREW;
    }

    private static boolean any(List<Throwable> chain, Predicate<Throwable> condition) {
        return chain.stream().anyMatch(condition);
    }

    private static boolean isPahos(Throwable thrown, String number) {
        return thrown.getClass().getSimpleName().equals("MqttException") && thrown.toString().contains(number);
    }
}
