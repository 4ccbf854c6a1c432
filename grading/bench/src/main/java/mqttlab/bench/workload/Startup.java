package mqttlab.bench.workload;

import java.time.Duration;
import java.util.Map;
import mqttlab.bench.contender.RunningBroker;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Measurement;

/** From the start of the process to the first CONNACK: the bench has watched that already when it hands over a fresh broker. */
record Startup() implements Workload {

    @Override
    public String name() {
        return "start-up";
    }

    @Override
    public String title() {
        return "Start-up to the first CONNACK";
    }

    @Override
    public Broker broker() {
        return Broker.FRESH;
    }

    @Override
    public void warmUp(RunningBroker broker, Duration length) {
        // Being cold is the point.
    }

    @Override
    public Measurement measure(RunningBroker broker, Duration length) {
        double cpu = broker.cpu().orElse(Duration.ZERO).toNanos() / 1e9;
        double start = broker.startUp().orElseThrow().toNanos() / 1e6;
        return Measurement.of(Map.of(Figure.MILLISECONDS, start, Figure.CPU_SECONDS, cpu));
    }
}
