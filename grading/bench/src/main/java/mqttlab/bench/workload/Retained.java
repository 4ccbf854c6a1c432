package mqttlab.bench.workload;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mqttlab.bench.contender.RunningBroker;
import mqttlab.bench.load.Load;
import mqttlab.bench.load.Share;
import mqttlab.bench.load.Subscriber;
import mqttlab.bench.load.Window;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.measure.Meter;

/** Many retained messages, stored with QoS 1, and a new subscriber to {@code bench/kept/#} with the given QoS. */
record Retained(String name, String title, int count, int qos) implements Workload {

    private static final int WARM = 5_000;

    @Override
    public Broker broker() {
        return Broker.FRESH;
    }

    /** Below another topic, so that the subscriber who is measured does not get these messages. */
    @Override
    public void warmUp(RunningBroker broker, Duration length) throws IOException {
        run(broker, Math.min(WARM, count), "bench/warm/%d");
    }

    @Override
    public Measurement measure(RunningBroker broker, Duration length) throws IOException {
        return run(broker, count, "bench/kept/%d");
    }

    private Measurement run(RunningBroker broker, int messages, String topic) throws IOException {
        List<String> topics = IntStream.range(0, messages).mapToObj(topic::formatted).toList();
        try (Load load = new Load(broker.address(), 1)) {
            String name = load.unique("bench-all");
            Subscriber subscriber = load.subscriber(load.connect(name, true), name, qos, false, publisher -> Share.ALL,
                    (time, publisher, number) -> { });
            load.publisher(1, true, topics);
            load.store(Window.ofUnacknowledged(100), messages);
            Meter meter = Meter.started(broker);
            subscriber.subscribe(topic.replace("%d", "#"), qos);
            load.awaitDelivered(messages);
            Meter.Reading reading = meter.read();
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.SECONDS, reading.wall());
            figures.put(Figure.CPU_SECONDS, reading.broker());
            return new Measurement(figures, load.faults(), load.problem(), reading.isDriverBound());
        }
    }
}
