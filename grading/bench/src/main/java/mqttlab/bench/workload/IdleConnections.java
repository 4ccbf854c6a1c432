package mqttlab.bench.workload;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mqttlab.bench.contender.RunningBroker;
import mqttlab.bench.load.BrokenLoad;
import mqttlab.bench.load.Handshake;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.measure.Meter;

/** Many connections that say nothing: how long it takes to make them, and what they cost in memory. */
record IdleConnections(int count) implements Workload {

    /** More connections than this would overflow a broker's queue of those to accept, which costs a second each. */
    private static final int AT_A_TIME = 32;
    private static final int WARM = 1_000;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String title() {
        return "%,d idle connections".formatted(count);
    }

    @Override
    public Broker broker() {
        return Broker.FRESH;
    }

    @Override
    public void warmUp(RunningBroker broker, Duration length) {
        connect(broker, Math.min(WARM, count)).forEach(Handshake::abort);
    }

    @Override
    public Measurement measure(RunningBroker broker, Duration length) {
        long before = broker.resident().orElse(0);
        Meter meter = Meter.started(broker);
        List<Handshake> connections = connect(broker, count);
        try {
            Meter.Reading reading = meter.read();
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.SECONDS, reading.wall());
            figures.put(Figure.CPU_SECONDS, reading.broker());
            broker.resident().ifPresent(now -> {
                figures.put(Figure.RESIDENT, now / 1e6);
                figures.put(Figure.BYTES_EACH, (double) (now - before) / count);
            });
            return Measurement.of(figures);
        } finally {
            connections.forEach(Handshake::abort);
        }
    }

    private static List<Handshake> connect(RunningBroker broker, int count) {
        List<Handshake> connections = new ArrayList<>();
        int answered = 0;
        try {
            while (answered < count) {
                if (connections.size() < count) {
                    connections.add(Handshake.begin(broker.address(), "bench-idle-" + connections.size(), true));
                }
                if (connections.size() - answered == AT_A_TIME || connections.size() == count) {
                    connections.get(answered++).awaitConnack();
                }
            }
            return connections;
        } catch (IOException e) {
            connections.forEach(Handshake::abort);
            throw new BrokenLoad("of %,d connections %,d were made: %s (each process may need that many open files: ulimit -n)"
                    .formatted(count, answered, e.getMessage()), e);
        }
    }
}
