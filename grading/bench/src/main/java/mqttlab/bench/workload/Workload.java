package mqttlab.bench.workload;

import java.io.IOException;
import java.time.Duration;
import mqttlab.bench.contender.RunningBroker;
import mqttlab.bench.measure.Measurement;

/** Something that all brokers are asked to do alike. */
public interface Workload {

    /** What kind of broker it is done to. */
    enum Broker {
        /** One that has served other workloads, and is warm. */
        ANY,
        /** A new process: the workload leaves something behind, or looks at the memory. */
        FRESH,
        /** A new process that keeps its sessions and messages on disk. */
        JOURNAL
    }

    /** The word for it on the command line. */
    String name();

    String title();

    Broker broker();

    /** Done before the first measurement of a process, for about that long, by default with the same load. */
    default void warmUp(RunningBroker broker, Duration length) throws IOException {
        measure(broker, length);
    }

    /** @param length how long the load lasts, where that is free to choose */
    Measurement measure(RunningBroker broker, Duration length) throws IOException;
}
