package mqttlab.broker.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.broker.file.Line;

/**
 * An access list in the format of Mosquitto's {@code acl_file}, see mosquitto.conf(5). The lines before the first
 * {@code user} are for clients without a user name; those after it for that user; a {@code pattern} is for everybody,
 * wherever it stands.
 */
final class AccessList {

    private final Map<Optional<String>, List<Rule>> topics = new HashMap<>();
    private final List<Rule> patterns = new ArrayList<>();
    private Optional<String> user = Optional.empty();

    private AccessList() {
    }

    static AccessList read(Path file) {
        AccessList list = new AccessList();
        for (Line line : Line.of(file)) {
            if (!line.text().isBlank() && !line.text().startsWith("#")) {
                list.add(line);
            }
        }
        list.topics.values().forEach(AccessList::denialsFirst);
        denialsFirst(list.patterns);
        return list;
    }

    private static void denialsFirst(List<Rule> rules) {
        rules.sort(Comparator.comparing(rule -> !rule.denies()));
    }

    private void add(Line line) {
        String[] words = line.text().stripLeading().split(" +", 2);
        String rest = words.length == 1 ? "" : words[1];
        switch (words[0]) {
            case "user" -> user = Optional.of(userName(line, rest));
            case "topic" -> topics.computeIfAbsent(user, name -> new ArrayList<>()).add(rule(line, rest));
            case "pattern" -> patterns.add(pattern(line, rest));
            default -> throw line.wrong("'%s' is not known; a line begins with user, topic, pattern, or # in its first "
                    + "column for a comment, and has blanks between the words", words[0]);
        }
    }

    private static String userName(Line line, String text) {
        if (text.isEmpty()) {
            throw line.wrong("the name is missing: user NAME");
        }
        return text;
    }

    private static Rule pattern(Line line, String text) {
        Rule rule = rule(line, text);
        for (String level : rule.filter().text().split("/", -1)) {
            if (level.length() > 2 && (level.contains("%c") || level.contains("%u"))) {
                throw line.wrong("'%s': %%c and %%u must be alone in their level, as in devices/%%c/state", level);
            }
        }
        return rule;
    }

    /** {@code [read|write|readwrite|deny] FILTER}; only a filter after a permission may have blanks. */
    private static Rule rule(Line line, String text) {
        String[] words = text.split(" +", 2);
        Optional<Permission> permission = Permission.named(words[0]);
        if (text.isEmpty() || words.length == 1 && permission.isPresent()) {
            throw line.wrong("the topic is missing: topic read|write|readwrite|deny TOPIC");
        }
        if (words.length == 2 && permission.isEmpty()) {
            throw line.wrong("'%s' should be read, write, readwrite or deny", words[0]);
        }
        try {
            return new Rule(permission.orElse(Permission.READWRITE), new Filter(words[words.length - 1]));
        } catch (IllegalArgumentException e) {
            throw line.wrong("'%s' is not a topic filter: %s", words[words.length - 1], e.getMessage());
        }
    }

    /** The first line that matches and denies or allows decides: the client's own, then the patterns, denials first. */
    Rights rightsOf(Identity who) {
        List<Rule> rules = Stream.concat(
                topics.getOrDefault(who.userName(), List.of()).stream(),
                patterns.stream().flatMap(pattern -> pattern.filledIn(who).stream())).toList();
        return new Listed(rules);
    }

    private record Listed(List<Rule> rules) implements Rights {

        @Override
        public boolean mayPublish(String topicName) {
            return may(Permission.WRITE, topicName);
        }

        @Override
        public boolean mayReceive(String topicName) {
            return may(Permission.READ, topicName);
        }

        private boolean may(Permission wanted, String topicName) {
            for (Rule rule : rules) {
                if ((rule.denies() || rule.permission().allows(wanted)) && rule.filter().matches(topicName)) {
                    return !rule.denies();
                }
            }
            return false;
        }
    }
}
