package mqttlab.bench.measure;

/** What is measured, with its unit and whether a reader wants more of it. */
public enum Figure {

    RATE("messages/s", true),
    CPU_RATE("messages/CPU-s", true),
    CPU_EACH("CPU µs a message", false),
    P50("latency p50, µs", false),
    P90("latency p90, µs", false),
    P99("latency p99, µs", false),
    P999("latency p99.9, µs", false),
    WORST("latency max, µs", false),
    SECONDS("seconds", false),
    CPU_SECONDS("CPU seconds", false),
    MILLISECONDS("milliseconds", false),
    RESIDENT("resident MB", false),
    BYTES_EACH("resident bytes each", false),
    LIVE_EACH("live heap bytes each", false),
    SUBSCRIBE_CPU("CPU µs a subscription", false),
    DRIVER_CPU_EACH("driver's CPU µs a message", false);

    private final String title;
    private final boolean more;

    Figure(String title, boolean more) {
        this.title = title;
        this.more = more;
    }

    public String title() {
        return title;
    }

    public boolean isMoreBetter() {
        return more;
    }

    /** Whether a slow load spoils it: what is measured by the broker's own CPU or memory holds all the same. */
    public boolean isByTheClock() {
        return switch (this) {
            case RATE, P50, P90, P99, P999, WORST, SECONDS, MILLISECONDS -> true;
            case CPU_RATE, CPU_EACH, CPU_SECONDS, RESIDENT, BYTES_EACH, LIVE_EACH, SUBSCRIBE_CPU, DRIVER_CPU_EACH -> false;
        };
    }

    /** What says something about the load and not about the broker is for programs that read the results. */
    public boolean isInTable() {
        return this != DRIVER_CPU_EACH;
    }
}
