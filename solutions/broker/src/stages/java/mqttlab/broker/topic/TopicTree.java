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
 * Values by topic filter, one tree node a level. It is asked which of the filters in it match a name.
 *
 * <p>Looking is safe at any time and takes no lock. Changes wait for each other.
 *
 * @param <V> what a filter holds; never null
 */
public final class TopicTree<V> {

    private static final class Node<V> {
        /** Most nodes are leaves, and a map is made for those that are not. */
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

    /** Changes what the filter holds. The change is given null if there is nothing, and returns null to leave nothing. */
    public void update(String filter, UnaryOperator<V> change) {
        changing.lock();
        try {
            List<String> levels = Topics.levels(filter);
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

    /** A filter that was used once must not cost memory for ever. */
    private void prune(List<String> levels, Deque<Node<V>> path) {
        for (int i = levels.size() - 1; i >= 0 && path.peek().isEmpty(); i--) {
            path.pop();
            path.peek().children.remove(levels.get(i));
        }
    }

    /** Hands over what the filters in this tree hold that match a topic name. */
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
}
