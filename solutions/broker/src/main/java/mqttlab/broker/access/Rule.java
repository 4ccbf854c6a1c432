package mqttlab.broker.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mqttlab.broker.topic.Topics;

/** A line of an access list: {@code topic read news/#}, or a pattern, in which each client's own names are filled in. */
record Rule(String filter, Set<Permission> permissions) {

    enum Permission {
        READ, WRITE, DENY
    }

    /** This pattern with the client's names in it; nothing if it does not apply to this client. */
    Optional<Rule> filledIn(Identity who) {
        String user = who.userName().orElse("");
        // As in Mosquitto, no pattern applies to a client whose name has a wildcard: it would open topics of others.
        if (hasWildcard(user) || hasWildcard(who.clientId())) {
            return Optional.empty();
        }
        List<String> levels = List.of(filter.split("/", -1));
        if (levels.contains("%u") && who.userName().isEmpty()) {
            return Optional.empty();
        }
        String own = String.join("/", levels.stream().map(level -> switch (level) {
            case "%c" -> who.clientId();
            case "%u" -> user;
            default -> level;
        }).toList());
        // Stricter than Mosquitto 2: the client 'ana/diary' gets nothing that is meant for 'ana', and '$SYS' nothing of $SYS.
        int depth = own.split("/", -1).length;
        boolean elsewhere = depth > levels.size() || own.startsWith("$") != filter.startsWith("$");
        // No topic name has so many levels that a deeper filter could match it.
        boolean matchesNothing = own.isEmpty() || depth > Topics.MAX_LEVELS + 1;
        return matchesNothing || elsewhere && !permissions.contains(Permission.DENY)
                ? Optional.empty() : Optional.of(new Rule(own, permissions));
    }

    private static boolean hasWildcard(String name) {
        return name.contains("+") || name.contains("#");
    }
}
