package mqttlab.testkit.check;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.student.StudentFault;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;

/** The calls of a student's object, as notes in the trace between the packets that they cause. */
final class Calls {

    private static final int LONGEST_ARGUMENT = 60;

    private Calls() {
    }

    static <T> T noted(Class<T> contract, T object, Trace trace) {
        String name = contract.getSimpleName().toLowerCase(Locale.ROOT);
        return contract.cast(Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? method.invoke(object, arguments)
                        : invoke(name, method, object, arguments, trace)));
    }

    private static Object invoke(String name, Method method, Object object, Object[] arguments, Trace trace) throws Throwable {
        String call = name + "." + method.getName();
        trace.note(call + "(" + text(arguments) + ")");
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

    private static String text(Object[] arguments) {
        return arguments == null ? "" : Stream.of(arguments).map(Calls::text).collect(Collectors.joining(", "));
    }

    private static String text(Object argument) {
        String text = switch (argument) {
            case byte[] bytes -> SafeText.hex(bytes, LONGEST_ARGUMENT / 3);
            case Record shown -> shown.toString();
            case String shown -> shown;
            case Number shown -> shown.toString();
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
