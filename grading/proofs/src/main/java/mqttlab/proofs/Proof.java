package mqttlab.proofs;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** A verdict, and when it was reached. */
public record Proof(Instant at, String verdict) {

    private static final String BEGINNING = "proved at ";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** For people, such as "27 November 2026". */
    public String day() {
        return DAY.format(at.atZone(ZoneId.systemDefault()));
    }

    String text() {
        return BEGINNING + at + "\n" + verdict;
    }

    /** Empty when this is not the text of a proof. */
    static Optional<Proof> parse(String text) {
        int end = text.indexOf('\n');
        if (!text.startsWith(BEGINNING) || end < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Proof(Instant.parse(text.substring(BEGINNING.length(), end)), text.substring(end + 1)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
