package mqttlab.broker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import mqttlab.broker.access.Identity;

/** What a broker holds, looked up by the names of its fields. No client can see it; nothing may be left of one that has gone. */
final class Insides {

    private Insides() {
    }

    static void assertNothingIsLeft(Broker broker) {
        WithBroker.eventually("nothing is left of the connections", () -> size(broker, "clients.connected") == 0);
        WithBroker.eventually("nothing is left of the sessions",
                () -> size(broker, "sessions.byOwner") == 0 && size(broker, "sessions.connected") == 0);
        WithBroker.eventually("nothing is left of the subscriptions",
                () -> size(broker, "subscriptions.filters.root.children") == 0);
    }

    static void assertConnected(Broker broker, int clients) {
        WithBroker.eventually("so many connections are left: " + clients, () -> connections(broker) == clients);
    }

    static int connections(Broker broker) {
        return size(broker, "clients.connected");
    }

    /** Those that have been let in and have not done their last. */
    static int clients(Broker broker) {
        return size(broker, "sessions.connected");
    }

    static Connection onlyConnection(Broker broker) {
        Set<?> connections = ((Map<?, ?>) field(broker, "clients.connected")).keySet();
        assertThat(connections).hasSize(1);
        return (Connection) connections.iterator().next();
    }

    /** How many bytes wait to be written to the broker's only client. */
    static int waiting(Broker broker) {
        return (int) field(onlyConnection(broker), "outbox.waiting.size");
    }

    static Set<Identity> owners(Broker broker) {
        Set<Identity> owners = new HashSet<>();
        ((Map<?, ?>) field(broker, "sessions.byOwner")).keySet().forEach(owner -> owners.add((Identity) owner));
        return owners;
    }

    /** How much the packets take that have not come completely. */
    static long packetMemory(Broker broker) {
        return (long) field(broker, "memory.taken");
    }

    /** How much of what waits to be written is counted. */
    static long outboxMemory(Broker broker) {
        return (long) field(broker, "outboxMemory.taken");
    }

    static boolean isSending(CatchingUp catchingUp) {
        return (boolean) field(catchingUp, "sending");
    }

    private static int size(Broker broker, String field) {
        return ((Map<?, ?>) field(broker, field)).size();
    }

    private static Object field(Object of, String path) {
        Object[] found = new Object[1];
        assertThat(of).extracting(path).satisfies(value -> found[0] = value);
        return found[0];
    }
}
