package mqttlab.broker.session;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import mqttlab.broker.codec.QoS;
import mqttlab.contracts.broker.TopicFilters;

/**
 * Who has subscribed to what, according to a student's class. What it throws is said once, on a line that begins with
 * {@code TopicFilters.}, and ends no connection: the clients just get nothing.
 */
public final class Subscriptions {

    private final TopicFilters filters = YourClasses.make(TopicFilters.class);
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Session, String> names = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    void put(Session session, String filter, QoS qos) {
        ask("subscribe", filter, () -> {
            filters.subscribe(name(session), filter);
            return Set.of();
        });
    }

    void remove(Session session, String filter) {
        ask("unsubscribe", filter, () -> {
            filters.unsubscribe(name(session), filter);
            return Set.of();
        });
    }

    /** Hands over each session that wants messages on this topic. */
    public void forMatching(String topic, BiConsumer<Session, QoS> action) {
        ask("matching", topic, () -> Set.copyOf(filters.matching(topic))).forEach(name -> {
            Session session = sessions.get(name);
            if (session == null) {
                say("matching", "(\"%s\") returned \"%s\", and nobody is called so".formatted(topic, name), "a stranger");
            } else {
                action.accept(session, QoS.AT_MOST_ONCE);
            }
        });
    }

    private String name(Session session) {
        return names.computeIfAbsent(session, unknown -> {
            String name = "client-" + count.incrementAndGet();
            sessions.put(name, session);
            return name;
        });
    }

    private Set<String> ask(String method, String argument, Supplier<Set<String>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            say(method, "(\"%s\") threw %s%s".formatted(argument, e, YourClasses.place(e)), e.getClass().getName());
            return Set.of();
        }
    }

    /** @param kind of which one is enough */
    private void say(String method, String what, String kind) {
        if (said.add(method + kind)) {
            System.err.println("TopicFilters." + method + what);
        }
    }
}
