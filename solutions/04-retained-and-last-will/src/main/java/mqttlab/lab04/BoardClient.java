package mqttlab.lab04;

// lab:hide
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
// lab:end
import java.util.Map;
// lab:hide
import java.util.TreeMap;
// lab:end
import java.util.concurrent.ConcurrentHashMap;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Board;
// lab:hide
import mqttlab.contracts.presence.Sighting;
import mqttlab.contracts.presence.Status;
// lab:end
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;

/** Shows who is here. Its connection is given; what a message means, and what becomes of it, is decided here. */
public final class BoardClient implements Board {

    private final Connection connection = new Connection(this::arrived, this::lost);
    /** By site. */
    private final Map<String, Screen> screens = new ConcurrentHashMap<>();
    // lab:hide
    /** What is shown, by site and name. Used by one thread only. */
    private final Map<String, Sighting> shown = new TreeMap<>();
    // lab:end

    @Override
    public void connect(String brokerUri, String clientId) throws BrokerUnavailableException {
        connection.open(brokerUri, clientId, new MqttConnectOptions());
    }

    @Override
    public void watch(String site, Screen screen) throws BrokerUnavailableException {
        // lab:task 4 Remember the screen, and subscribe to all that is said of the site
        screens.put(site, screen);
        connection.subscribe(site + "/+/presence", site + "/+/known/+", site + "/+/call");
        // lab:end
    }

    /** Called for each message, one at a time. No exception may leave it: nothing would be handed over any more. */
    private void arrived(Connection.Arrival arrival) {
        // lab:task 4 quietly Take topic and payload apart, note what is new, and tell the screen
        Topic.of(arrival.topic()).filter(topic -> screens.containsKey(topic.site())).ifPresent(topic -> {
            switch (topic.subject()) {
                case Topic.PRESENCE -> said(topic, arrival);
                case Topic.KNOWN -> noted(topic, new String(arrival.payload(), UTF_8));
                default -> called(topic, arrival);
            }
        });
        // lab:end
    }

    // lab:hide
    private void said(Topic topic, Connection.Arrival arrival) {
        Sighting before = sighting(topic);
        if (arrival.payload().length == 0) {
            update(before, new Sighting(before.site(), before.name(), Status.UNKNOWN, 0, before.known()));
            return;
        }
        Presence.of(arrival.payload()).filter(said -> said.visit() >= before.visit()).ifPresent(said -> {
            update(before, new Sighting(before.site(), before.name(), said.status(), said.visit(), before.known()));
            if (said.status() == Status.HERE && said.visit() > before.visit() && !arrival.retained()) {
                tell(before.site(), screen -> screen.greet(before.site(), before.name()));
            }
        });
    }

    private void noted(Topic topic, String value) {
        Sighting before = sighting(topic);
        Map<String, String> known = new HashMap<>(before.known());
        if (value.isEmpty()) {
            known.remove(topic.quantity());
        } else {
            known.put(topic.quantity(), value);
        }
        update(before, new Sighting(before.site(), before.name(), before.status(), before.visit(), known));
    }

    private void called(Topic topic, Connection.Arrival arrival) {
        if (!arrival.retained()) {
            String text = new String(arrival.payload(), UTF_8);
            tell(topic.site(), screen -> screen.called(topic.site(), topic.name(), text));
        }
    }

    private Sighting sighting(Topic topic) {
        return shown.getOrDefault(key(topic.site(), topic.name()), nothing(topic.site(), topic.name()));
    }

    private static Sighting nothing(String site, String name) {
        return new Sighting(site, name, Status.UNKNOWN, 0, Map.of());
    }

    private static String key(String site, String name) {
        return site + "/" + name;
    }

    private void update(Sighting before, Sighting now) {
        if (now.equals(before)) {
            return;
        }
        if (now.equals(nothing(now.site(), now.name()))) {
            shown.remove(key(now.site(), now.name()));
            tell(now.site(), screen -> screen.remove(now.site(), now.name()));
        } else {
            shown.put(key(now.site(), now.name()), now);
            tell(now.site(), screen -> screen.show(now));
        }
    }

    private interface Telling {
        void to(Screen screen);
    }

    /** A screen may be busy for long, and the board closed meanwhile. */
    private void tell(String site, Telling telling) {
        if (connection.isClosed()) {
            return;
        }
        try {
            telling.to(screens.get(site));
        } catch (Throwable e) {
            System.err.println("A screen could not deal with what it was told: " + e);
        }
    }
    // lab:end

    /** Called after the last message, by the same thread, when the connection is lost. */
    private void lost() {
        // lab:task 5 quietly Of whom can we still say that they are here?
        for (Sighting each : shown.values().toArray(Sighting[]::new)) {
            if (each.status() == Status.HERE) {
                update(each, new Sighting(each.site(), each.name(), Status.UNKNOWN, each.visit(), each.known()));
            }
        }
        // lab:end
    }

    @Override
    public void close() {
        connection.close();
    }
}
