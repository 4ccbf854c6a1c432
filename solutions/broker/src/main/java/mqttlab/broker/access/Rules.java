package mqttlab.broker.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.broker.access.Rule.Permission;
import mqttlab.broker.topic.Filters;
import mqttlab.broker.topic.TopicTree;

/** Lines of an access list that are asked together: of all that match a topic, each counts. */
final class Rules {

    private final List<Rule> all = new ArrayList<>();
    private final TopicTree<Set<Permission>> tree = new TopicTree<>();

    void add(Rule rule) {
        all.add(rule);
        tree.update(rule.filter(), known -> {
            Set<Permission> both = EnumSet.copyOf(rule.permissions());
            both.addAll(known == null ? Set.of() : known);
            return both;
        });
    }

    Set<Permission> about(String topicName) {
        Set<Permission> said = EnumSet.noneOf(Permission.class);
        tree.forMatching(topicName, said::addAll);
        return said;
    }

    /** What these lines let a client read of all that the filter matches, a filter for each of them. */
    Stream<String> readable(String filter) {
        return with(Permission.READ).flatMap(rule -> Filters.common(filter, rule.filter()).stream());
    }

    /** Whether one of these lines denies all that the filter matches. Several lines that do so only together are not noticed. */
    boolean deny(String filter) {
        return with(Permission.DENY).anyMatch(rule -> Filters.common(filter, rule.filter()).equals(Optional.of(filter)));
    }

    private Stream<Rule> with(Permission permission) {
        return all.stream().filter(rule -> rule.permissions().contains(permission));
    }
}
