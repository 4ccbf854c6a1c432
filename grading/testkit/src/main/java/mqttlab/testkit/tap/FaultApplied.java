package mqttlab.testkit.tap;

import java.time.Duration;
import java.util.Optional;

/** The tap did something to the conversation, and to which packet, if it was one. */
public record FaultApplied(int number, Duration at, int connection, String client, Fault fault,
                           Optional<Passing> packet) implements TraceEvent {

    /** What a tap can do. */
    public enum Fault {
        DROPPED("dropped"),
        DUPLICATED("sent twice"),
        DELAYED("delayed"),
        HELD("holds"),
        RELEASED("released"),
        CUT_BEFORE("cut the connection before"),
        CUT_AFTER("cut the connection after"),
        CUT("cut the connection"),
        REFUSED("refused the connection"),
        SILENT("answers nothing on this connection"),
        UNPLUGGED("stopped listening: connections are refused"),
        PLUGGED_IN("listens again");

        private final String verb;

        Fault(String verb) {
            this.verb = verb;
        }
    }

    @Override
    public String text() {
        return "tap " + fault.verb + packet.map(p -> " " + p).orElse("");
    }
}
