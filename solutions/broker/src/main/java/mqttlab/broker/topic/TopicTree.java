package mqttlab.broker.topic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Values by topic, one tree node for each level. With filters in it, it can be asked which of them match a name.
 *
 * <p>Looking is safe at any time and takes no lock. Changes wait for each other.
 *
 * @param <V> what a topic holds; never null
 */
public final class TopicTree<V> {

    private static final class Node<V> {
        /** Most nodes are leaves: only the others get a map of their own. */
        private volatile Map<String, Node<V>> children = Map.of();
        private volatile V value;

        Node<V> child(String level) {
            return children.get(level);
        }

        Node<V> childOrNew(String level) {
            if (children.isEmpty()) {
                children = new ConcurrentHashMap<>(2);
            }
            return children.computeIfAbsent(level, any -> new Node<>());
        }

        boolean isEmpty() {
            return value == null && children.isEmpty();
        }
    }

    private final Node<V> root = new Node<>();
    private final ReentrantLock changing = new ReentrantLock();

    /** Changes what the topic holds. The change is given null if there is nothing, and returns null to leave nothing. */
    public void update(String topic, UnaryOperator<V> change) {
        changing.lock();
        try {
            List<String> levels = Topics.levels(topic);
            Deque<Node<V>> path = new ArrayDeque<>(levels.size() + 1);
            path.push(root);
            for (String level : levels) {
                path.push(path.peek().childOrNew(level));
            }
            path.peek().value = change.apply(path.peek().value);
            prune(levels, path);
        } finally {
            changing.unlock();
        }
    }

    /** A topic that was used once must not take up memory for ever. */
    private void prune(List<String> levels, Deque<Node<V>> path) {
        for (int i = levels.size() - 1; i >= 0 && path.peek().isEmpty(); i--) {
            path.pop();
            path.peek().children.remove(levels.get(i));
        }
    }

    /** Calls the action with the value of each filter in this tree that matches the topic name. */
    public void forMatching(String name, Consumer<V> action) {
        matching(root, name, 0, action);
    }

    private static <V> void matching(Node<V> node, String name, int from, Consumer<V> action) {
        if (node.children.isEmpty()) {
            return;
        }
        int slash = name.indexOf('/', from);
        String level = slash < 0 ? name.substring(from) : name.substring(from, slash);
        descend(node.child(level), name, slash, action);
        if (from > 0 || !Topics.isHidden(name)) {
            descend(node.child(Topics.ONE_LEVEL), name, slash, action);
            use(node.child(Topics.ALL_LEVELS), action);
        }
    }

    private static <V> void descend(Node<V> node, String name, int slash, Consumer<V> action) {
        if (node == null) {
            return;
        }
        if (slash < 0) {
            arrive(node, action);
        } else {
            matching(node, name, slash + 1, action);
        }
    }

    /** The name ends here; "a/#" matches "a", too (section 4.7.1.2). */
    private static <V> void arrive(Node<V> node, Consumer<V> action) {
        use(node, action);
        use(node.child(Topics.ALL_LEVELS), action);
    }

    private static <V> void use(Node<V> node, Consumer<V> action) {
        V value = node == null ? null : node.value;
        if (value != null) {
            action.accept(value);
        }
    }

    // lab:stage 04
    /** The other way round: with the value of each topic name in this tree that the filter matches. */
    public void forNamesMatching(String filter, Consumer<V> action) {
        matchedBy(root, Topics.levels(filter), 0, action);
    }

    private void matchedBy(Node<V> node, List<String> filter, int depth, Consumer<V> action) {
        if (depth == filter.size()) {
            use(node, action);
            return;
        }
        switch (filter.get(depth)) {
            case Topics.ALL_LEVELS -> everything(node, action);
            case Topics.ONE_LEVEL -> forVisibleChildren(node, child -> matchedBy(child, filter, depth + 1, action));
            case String level -> {
                Node<V> child = node.child(level);
                if (child != null) {
                    matchedBy(child, filter, depth + 1, action);
                }
            }
        }
    }

    private void everything(Node<V> node, Consumer<V> action) {
        use(node, action);
        forVisibleChildren(node, child -> everything(child, action));
    }

    private void forVisibleChildren(Node<V> node, Consumer<Node<V>> action) {
        node.children.forEach((level, child) -> {
            if (node != root || level.isEmpty() || !Topics.isHidden(level)) {
                action.accept(child);
            }
        });
    }
    // lab:end

    // lab:stage 10
    /** Calls the action with every value. */
    public void forAll(Consumer<V> action) {
        all(root, action);
    }

    private static <V> void all(Node<V> node, Consumer<V> action) {
        use(node, action);
        node.children.values().forEach(child -> all(child, action));
    }
    // lab:end
}
