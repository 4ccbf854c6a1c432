package mqttlab.testkit.tap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults in force at a tap, in the order in which they were made. */
final class Rules {

    private final List<ForPackets> forPackets = new CopyOnWriteArrayList<>();
    private final List<ForConnections> forConnections = new CopyOnWriteArrayList<>();

    record ForPackets(PacketMatch match, Action action, Rule rule) {
    }

    record ForConnections(Welcome welcome, Rule rule) {
    }

    /** How a new connection is met. */
    enum Welcome {
        RELAY, REFUSE, SILENCE
    }

    Rule add(PacketMatch match, int times, Action action) {
        Rule rule = new Rule(times);
        forPackets.add(new ForPackets(match, action, rule));
        return rule;
    }

    Rule add(int times, Welcome welcome) {
        Rule rule = new Rule(times);
        forConnections.add(new ForConnections(welcome, rule));
        return rule;
    }

    Optional<ForPackets> forPacket(Passing packet) {
        return forPackets.stream().filter(r -> r.match().matches(packet) && r.rule().take()).findFirst();
    }

    Welcome forConnection() {
        return forConnections.stream().filter(r -> r.rule().take()).findFirst()
                .map(ForConnections::welcome).orElse(Welcome.RELAY);
    }

    void liftAll() {
        forPackets.forEach(r -> r.rule().lift());
        forConnections.forEach(r -> r.rule().lift());
    }
}
