package mqttlab.testkit.tap;

import java.time.Duration;

/** The trace reached its limit: what the clients and the broker did after this is not kept. Notes still are. */
public record TraceFull(int number, Duration at, String limit) implements TraceEvent {

    @Override
    public int connection() {
        return 0;
    }

    @Override
    public String client() {
        return "";
    }

    @Override
    public String text() {
        return "the trace is full (%s): what follows is not recorded".formatted(limit);
    }
}
