package mqttlab.lab04;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import mqttlab.contracts.presence.Status;

/** What is said of somebody's presence, and of which visit. */
record Presence(Status status, long visit) {

    byte[] payload() {
        return (status + ";" + visit).getBytes(UTF_8);
    }

    /** What this payload says; empty if it is malformed. */
    static Optional<Presence> of(byte[] payload) {
        String[] parts = new String(payload, UTF_8).split(";", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            Presence said = new Presence(Status.valueOf(parts[0]), Long.parseLong(parts[1]));
            return Optional.of(said).filter(each -> each.status() != Status.UNKNOWN && each.visit() > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
