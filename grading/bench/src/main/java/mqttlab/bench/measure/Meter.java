package mqttlab.bench.measure;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import mqttlab.bench.contender.RunningBroker;

/** Time by the clock, of the broker's CPU and of our own, from its start on. */
public final class Meter {

    /** Above this part of a core, a thread does nothing else any more. */
    private static final double BUSY = 0.9;

    private final RunningBroker broker;
    private final Duration brokerCpu;
    private final long driverCpu = driverCpu();
    private final long start = System.nanoTime();

    private Meter(RunningBroker broker) {
        this.broker = broker;
        this.brokerCpu = broker.cpu().orElse(Duration.ZERO);
    }

    public static Meter started(RunningBroker broker) {
        return new Meter(broker);
    }

    public Reading read() {
        double wall = (System.nanoTime() - start) / 1e9;
        double driver = (driverCpu() - driverCpu) / 1e9;
        double cpu = broker.cpu().map(now -> now.minus(brokerCpu).toNanos() / 1e9).orElse(Double.NaN);
        return new Reading(wall, cpu, driver);
    }

    private static long driverCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /**
     * Seconds.
     *
     * @param broker not a number when nothing is known of the broker's process
     */
    public record Reading(double wall, double broker, double driver) {

        /** The figures of so many messages. */
        public Map<Figure, Double> of(long messages) {
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            figures.put(Figure.RATE, messages / wall);
            // Less than the system's clock tick is nothing that can be divided by.
            if (broker > 0) {
                figures.put(Figure.CPU_RATE, messages / broker);
            }
            figures.put(Figure.DRIVER_CPU_EACH, driver * 1e6 / messages);
            return figures;
        }

        /** The driver had no time left while the broker had. */
        public boolean isDriverBound() {
            return driver > BUSY * wall && broker < BUSY * wall;
        }
    }
}
