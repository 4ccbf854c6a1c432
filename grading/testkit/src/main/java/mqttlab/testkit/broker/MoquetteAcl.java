package mqttlab.testkit.broker;

import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.broker.subscriptions.Topic;
import java.util.ArrayList;
import java.util.List;
import mqttlab.testkit.InfrastructureException;

/**
 * The lines of a Mosquitto {@code acl_file} for Moquette, whose own parser takes the {@code #} of {@code topic read news/#}
 * for a comment. Moquette asks whether a client may read when it subscribes, not for each message as Mosquitto does: so a
 * filter must lie within what may be read.
 */
record MoquetteAcl(List<Rule> rules) implements IAuthorizatorPolicy {

    /** @param who a user's name, EVERYBODY or ANONYMOUS */
    private record Rule(String who, boolean read, boolean write, boolean deny, String filter) {
    }

    private static final String EVERYBODY = "(everybody)";
    private static final String ANONYMOUS = "(anonymous)";

    static MoquetteAcl of(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        String who = ANONYMOUS;
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", 3);
            switch (words[0]) {
                case "user" -> who = words[1];
                case "topic" -> rules.add(rule(who, words));
                case "pattern" -> rules.add(rule(EVERYBODY, words));
                default -> {
                    if (!line.isBlank() && !line.startsWith("#")) {
                        throw new InfrastructureException("Not a line of an ACL: " + line);
                    }
                }
            }
        }
        return new MoquetteAcl(List.copyOf(rules));
    }

    private static Rule rule(String who, String[] words) {
        String access = words.length == 3 ? words[1] : "readwrite";
        return switch (access) {
            case "read" -> new Rule(who, true, false, false, words[2]);
            case "write" -> new Rule(who, false, true, false, words[2]);
            case "readwrite" -> new Rule(who, true, true, false, words[words.length - 1]);
            case "deny" -> new Rule(who, true, true, true, words[2]);
            default -> throw new InfrastructureException("Not an access of an ACL: " + access);
        };
    }

    @Override
    public boolean canWrite(Topic topic, String user, String client) {
        return allowed(topic, user, client, rules.stream().filter(Rule::write).toList());
    }

    @Override
    public boolean canRead(Topic topic, String user, String client) {
        return allowed(topic, user, client, rules.stream().filter(Rule::read).toList());
    }

    private static boolean allowed(Topic topic, String user, String client, List<Rule> rules) {
        List<Rule> matching = rules.stream()
                .filter(rule -> rule.who.equals(EVERYBODY) || rule.who.equals(user == null ? ANONYMOUS : user))
                .filter(rule -> topic.match(new Topic(rule.filter.replace("%c", client).replace("%u", user == null ? "" : user))))
                .toList();
        return !matching.isEmpty() && matching.stream().noneMatch(Rule::deny);
    }
}
