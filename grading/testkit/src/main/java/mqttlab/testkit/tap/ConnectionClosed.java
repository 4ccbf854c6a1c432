package mqttlab.testkit.tap;

import java.time.Duration;
import mqttlab.testkit.mqtt.SafeText;

/**
 * One side of a connection ended. The first of them says who closed the connection; the other side usually follows, and
 * gets an event of its own that is not {@code first}.
 */
public record ConnectionClosed(int number, Duration at, int connection, String client, Party by, How how, boolean first,
                               String detail) implements TraceEvent {

    /** How a side ended its connection. */
    public enum How {
        /** It sent no more: a TCP FIN. */
        ORDERLY("closed"),
        /** It threw the connection away: a TCP RST. */
        RESET("reset"),
        /** It could not be reached at all. */
        UNREACHABLE("could not be reached"),
        /** TLS was never agreed on. */
        TLS_FAILED("did not complete the TLS handshake");

        private final String verb;

        How(String verb) {
            this.verb = verb;
        }
    }

    @Override
    public String text() {
        String what = switch (how) {
            case ORDERLY, RESET -> "%s %s the connection".formatted(by, how.verb);
            case UNREACHABLE, TLS_FAILED -> "%s %s".formatted(by, how.verb);
        };
        return what + (first ? "" : " too") + (detail.isEmpty() ? "" : ": " + SafeText.escape(detail));
    }
}
