package mqttlab.bench.workload;

import java.io.IOException;
import java.time.Duration;
import mqttlab.bench.contender.RunningBroker;
import mqttlab.bench.load.Load;
import mqttlab.bench.load.Window;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.measure.Meter;

/**
 * As many messages as the broker can pass on, within a window.
 *
 * @param pause between two looks at the sockets
 */
record Saturated(String name, String title, Groups groups, int qos, Window window, Duration pause, Broker broker)
        implements Workload {

    static final Duration PAUSE = Duration.ofNanos(50_000);

    /** QoS 0, gathered: the driver looks at its sockets rarely enough to find something in them, and the window is wide. */
    static Saturated gathered(String name, String title, Groups groups, int undelivered) {
        return new Saturated(name, title, groups, 0, Window.ofUndelivered(undelivered), PAUSE, Broker.ANY);
    }

    /** QoS 1 and 2: each publisher sends on as soon as it is acknowledged. */
    static Saturated acknowledged(String name, String title, Groups groups, int qos, Broker broker) {
        return new Saturated(name, title, groups, qos, Window.ofUnacknowledged(20), Duration.ZERO, broker);
    }

    @Override
    public Measurement measure(RunningBroker on, Duration length) throws IOException {
        boolean cleanSession = broker != Broker.JOURNAL;
        try (Load load = groups.connect(on.address(), qos, cleanSession, (time, publisher, number) -> { })) {
            Meter meter = Meter.started(on);
            load.saturate(window, length, pause);
            Meter.Reading reading = meter.read();
            return new Measurement(reading.of(load.delivered()), load.faults(), load.problem(), reading.isDriverBound());
        }
    }
}
