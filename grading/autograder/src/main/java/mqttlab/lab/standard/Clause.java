package mqttlab.lab.standard;

import java.util.Locale;
import java.util.Optional;

/**
 * A normative statement of MQTT 3.1.1.
 *
 * @param id      such as {@code MQTT-3.1.4-4}
 * @param section where it stands
 * @param text    what it demands, in our own words
 */
public record Clause(String id, Section section, String text) {

    /**
     * A section of the standard.
     *
     * @param anchor of its heading in the page of the standard; empty where there is none
     */
    public record Section(String number, String title, String anchor) {
    }

    static final String PREFIX = "MQTT-";

    /** The clause that somebody calls {@code MQTT-3.1.4-4}, {@code [mqtt-3.1.4-4]} or {@code 3.1.4-4}. */
    public static Optional<Clause> of(String typed) {
        return Optional.ofNullable(Standard.clauses().get(canonical(typed)));
    }

    static String canonical(String typed) {
        String bare = typed.strip().replaceAll("^\\[|]$", "").toUpperCase(Locale.ROOT);
        return bare.startsWith(PREFIX) ? bare : PREFIX + bare;
    }

    /** Where a browser finds its section. */
    public String url() {
        return section.anchor().isEmpty() ? Standard.PAGE : Standard.PAGE + "#_Toc398718" + section.anchor();
    }
}
