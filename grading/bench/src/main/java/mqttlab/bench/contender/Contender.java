package mqttlab.bench.contender;

import java.util.Optional;

/** A broker that can be put under load. */
public interface Contender {

    /** The word for it on the command line and in reports. */
    String name();

    /** What it is and with which settings it runs: a reader of the figures must know. */
    String settings();

    /** What is missing for it to take part, and what to do about that. */
    Optional<String> missing();

    /** Whether it runs in a process of ours, whose CPU time and memory can be read, and which may be started afresh. */
    default boolean isOurs() {
        return true;
    }

    /** @param journal whether it keeps sessions and messages on disk */
    RunningBroker start(boolean journal);
}
