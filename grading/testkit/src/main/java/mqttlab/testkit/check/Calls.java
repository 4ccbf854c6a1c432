package mqttlab.testkit.check;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.student.StudentFault;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;

/** The calls of a student's objects, as notes in the trace between the packets that they cause. */
final class Calls {

    private static final int LONGEST_ARGUMENT = 60;

    private final Trace trace;
    private final Map<Class<?>, AtomicInteger> objects = new ConcurrentHashMap<>();

    Calls(Trace trace) {
        this.trace = trace;
    }

    /** The same object, but its calls are noted, with its number if it is not the first of its contract. */
    <T> T noted(Class<T> contract, T object) {
        int number = objects.computeIfAbsent(contract, first -> new AtomicInteger()).incrementAndGet();
        String name = contract.getSimpleName().toLowerCase(Locale.ROOT) + (number > 1 ? " " + number : "");
        return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? method.invoke(object, arguments)
                        : invoke(name, method, object, arguments)));
    }

    private Object invoke(String name, Method method, Object object, Object[] arguments) throws Throwable {
        String call = name + "." + method.getName();
        trace.note(call + "(" + all(arguments) + ")");
        try {
            Object result = method.invoke(object, arguments);
            trace.note(call + " returned" + (method.getReturnType() == void.class ? "" : " " + text(result)));
            return result;
        } catch (InvocationTargetException e) {
            String end = e.getCause() instanceof StudentFault ? "went wrong" : "threw " + e.getCause().getClass().getSimpleName();
            trace.note(call + " " + end);
            throw e.getCause();
        }
    }

    private static String all(Object[] arguments) {
        return arguments == null ? "" : Stream.of(arguments).map(Calls::text).collect(Collectors.joining(", "));
    }

    private static String text(Object argument) {
        String text = switch (argument) {
            case byte[] bytes -> SafeText.hex(bytes, LONGEST_ARGUMENT / 3);
            case Record shown -> shown.toString();
            case String shown -> shown;
            case Number shown -> shown.toString();
            case Enum<?> shown -> shown.toString();
            case Object[] shown when shown.length == 1 -> text(shown[0]);
            case Object[] shown when shown.length > 1 -> text(shown[0]) + " and " + (shown.length - 1) + " more";
            case null -> "null";
            default -> "…";
        };
        return text.length() > LONGEST_ARGUMENT ? text.substring(0, LONGEST_ARGUMENT) + "…" : text;
    }

    static Match<Note> returned(String method) {
        return new Match<>() {
            @Override
            public Optional<Note> in(TraceEvent event) {
                return event instanceof Note note && note.note().contains("." + method + " returned")
                        ? Optional.of(note)
                        : Optional.empty();
            }

            @Override
            public String description() {
                return "the return of " + method + "()";
            }
        };
    }
}
