package mqttlab.bench.workload;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import mqttlab.bench.contender.RunningBroker;
import mqttlab.bench.load.Load;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Latency;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.measure.Meter;

/**
 * Messages of QoS 0 at fixed times, one by one, and how long each takes. It takes from the time at which it ought to have
 * been sent: so a broker that holds up the load is charged for every message that it held up, too.
 *
 * @param perSecond of all publishers together
 */
record Paced(String name, String title, Groups groups, int perSecond) implements Workload {

    /** More late messages than one of so many: the load was not what it was meant to be. */
    private static final int TOLERATED = 100;
    /** A JVM compiles what runs often: at the pace of the measurement it would still be at that when it is measured. */
    private static final int WARM_PER_SECOND = 20_000;

    @Override
    public Broker broker() {
        return Broker.ANY;
    }

    @Override
    public void warmUp(RunningBroker broker, Duration length) throws IOException {
        new Paced(name, title, groups, WARM_PER_SECOND).measure(broker, length);
    }

    @Override
    public Measurement measure(RunningBroker broker, Duration length) throws IOException {
        long interval = 1_000_000_000L / perSecond;
        long messages = length.toNanos() / interval;
        int publishers = groups.allPublishers();
        Latency latency = new Latency();
        long[] start = new long[1];
        try (Load load = groups.connect(broker.address(), 0, true, (time, publisher, number) ->
                latency.took(time - start[0] - (number * publishers + publisher) * interval))) {
            Meter meter = Meter.started(broker);
            start[0] = System.nanoTime();
            long late = load.pace(start[0], n -> n * interval, messages);
            Meter.Reading reading = meter.read();
            Map<Figure, Double> figures = new EnumMap<>(latency.figures());
            figures.put(Figure.CPU_EACH, reading.broker() * 1e6 / messages);
            return new Measurement(figures, load.faults(), load.problem(), late * TOLERATED > messages);
        }
    }
}
