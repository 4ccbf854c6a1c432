package mqttlab.broker;

import java.lang.reflect.Proxy;

/**
 * SIGHUP, the signal by which servers are asked to read their files again.
 *
 * <p>The JDK's only class for signals is not part of Java. The compiler warns of each use of it, so it is looked up by name; and
 * some system or JDK may be without it.
 */
final class Hangup {

    private Hangup() {
    }

    /** Runs the action at each SIGHUP from now on. Where there is no such signal, as on Windows, it is never run. */
    static void means(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            Class<?>[] kinds = {handler};
            Object handling = Proxy.newProxyInstance(handler.getClassLoader(), kinds, (proxy, method, arguments) -> {
                action.run();
                return null;
            });
            signal.getMethod("handle", signal, handler).invoke(null, hangup, handling);
        } catch (ReflectiveOperationException e) {
            // To have other files in force, the broker has to be started again.
        }
    }
}
