package mqttlab.broker.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A line of an access list: {@code topic read news/#}, or a pattern, which holds for everybody with his own names in it. */
record Rule(Permission permission, Filter filter) {

    private static final Pattern WILDCARD = Pattern.compile("[+#]");

    boolean denies() {
        return permission == Permission.DENY;
    }

    /** This pattern with the client's names in it; nothing when it is not for this client. */
    Optional<Rule> filledIn(Identity who) {
        String user = who.userName().orElse("");
        // As in Mosquitto, no pattern is for a client whose name would be a wildcard in it: it would be for all topics.
        if (WILDCARD.matcher(user + who.clientId()).find()) {
            return Optional.empty();
        }
        List<String> levels = List.of(filter.text().split("/", -1));
        if (levels.contains("%u") && who.userName().isEmpty()) {
            return Optional.empty();
        }
        String own = String.join("/", levels.stream().map(level -> switch (level) {
            case "%c" -> who.clientId();
            case "%u" -> user;
            default -> level;
        }).toList());
        // Stricter than Mosquitto 2: the client 'ana/diary' gets nothing that is meant for 'ana', and '$SYS' nothing of $SYS.
        boolean elsewhere = own.split("/", -1).length > levels.size() || own.startsWith("$") != filter.text().startsWith("$");
        return own.isEmpty() || elsewhere && !denies() ? Optional.empty() : Optional.of(new Rule(permission, new Filter(own)));
    }
}
