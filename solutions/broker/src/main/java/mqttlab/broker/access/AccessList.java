package mqttlab.broker.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.broker.access.Rule.Permission;
import mqttlab.broker.file.Line;
import mqttlab.broker.topic.Topics;

/**
 * An access list in the format of Mosquitto's {@code acl_file}, see mosquitto.conf(5). The lines before the first
 * {@code user} are for clients without a user name; those after it for that user; a {@code pattern} is for everybody,
 * wherever it stands.
 */
final class AccessList {

    private static final Set<Permission> BOTH = EnumSet.of(Permission.READ, Permission.WRITE);
    private static final Map<String, Set<Permission>> WORDS = Map.of("read", EnumSet.of(Permission.READ),
            "write", EnumSet.of(Permission.WRITE), "readwrite", BOTH, "deny", EnumSet.of(Permission.DENY));

    private final Map<Optional<String>, Rules> topics = new HashMap<>();
    private final List<Rule> patterns = new ArrayList<>();
    private Optional<String> user = Optional.empty();

    private AccessList() {
    }

    static AccessList read(Path file) {
        AccessList list = new AccessList();
        Line.of(file).forEach(list::add);
        return list;
    }

    private void add(Line line) {
        String[] words = line.text().stripLeading().split(" +", 2);
        String rest = words.length == 1 ? "" : words[1];
        switch (words[0]) {
            case "user" -> user = Optional.of(userName(line, rest));
            case "topic" -> topics.computeIfAbsent(user, name -> new Rules()).add(rule(line, rest));
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
        for (String level : rule.filter().split("/", -1)) {
            if (level.length() > 2 && (level.contains("%c") || level.contains("%u"))) {
                throw line.wrong("'%s': %%c and %%u must be alone in their level, as in devices/%%c/state", level);
            }
        }
        return rule;
    }

    /** {@code [read|write|readwrite|deny] FILTER}; only a filter after a permission may have blanks. */
    private static Rule rule(Line line, String text) {
        String[] words = text.split(" +", 2);
        boolean named = WORDS.containsKey(words[0]);
        if (text.isEmpty() || words.length == 1 && named) {
            throw line.wrong("the topic is missing: topic read|write|readwrite|deny TOPIC");
        }
        if (words.length == 2 && !named) {
            throw line.wrong("'%s' should be read, write, readwrite or deny", words[0]);
        }
        String filter = words[words.length - 1];
        Topics.faultOfFilter(filter).ifPresent(fault -> {
            throw line.wrong("'%s' is not a topic filter: %s", filter, fault);
        });
        return new Rule(filter, WORDS.getOrDefault(words[0], BOTH));
    }

    Rights rightsOf(Identity who) {
        Rules own = new Rules();
        patterns.forEach(pattern -> pattern.filledIn(who).ifPresent(own::add));
        return new Listed(topics.getOrDefault(who.userName(), new Rules()), own);
    }

    /** What the lines for one client say: first those for its user, then the patterns; among either, a denial comes first. */
    private record Listed(Rules topics, Rules patterns) implements Rights {

        @Override
        public boolean mayPublish(String topicName) {
            return may(Permission.WRITE, topicName);
        }

        @Override
        public boolean mayReceive(String topicName) {
            return may(Permission.READ, topicName);
        }

        private boolean may(Permission wanted, String topicName) {
            Set<Permission> said = topics.about(topicName);
            if (!said.contains(wanted) && !said.contains(Permission.DENY)) {
                said = patterns.about(topicName);
            }
            return said.contains(wanted) && !said.contains(Permission.DENY);
        }

        @Override
        public boolean maySubscribe(String filter) {
            return Stream.concat(topics.readable(filter), patterns.readable(filter).filter(part -> !patterns.deny(part)))
                    .anyMatch(part -> !topics.deny(part));
        }
    }
}
