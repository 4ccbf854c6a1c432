package mqttlab.lab.demo;

import java.util.List;
import java.util.Map;
import mqttlab.testkit.tap.Trace;

/** What is done in a demo. Its steps follow on each other: each finds what those before it have left. */
interface Demo extends AutoCloseable {

    /** By the names that the script has, in its order. */
    Map<String, Action> steps();

    /** Everything that passes between the clients and the broker. */
    Trace trace();

    /** From left to right, as diagrams draw them; {@code broker} is one of them. */
    List<String> participants();

    /** Whether each packet is laid out byte by byte. */
    default boolean showsBytes() {
        return false;
    }

    @Override
    void close();

    /** One step. It has ended when everything that it is to show has happened. */
    @FunctionalInterface
    interface Action {
        void play(Show show) throws Exception;
    }
}
