package mqttlab.lab.demo;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.tap.Events.fromBroker;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;

/** A demo whose packets are written by hand, straight to the broker. */
abstract class WireDemo implements Demo {

    /** So long that nobody's connection is cut while a lecturer talks. */
    static final int KEEP_ALIVE = 3600;

    final InetSocketAddress broker;
    final Trace trace = new Trace();
    final Map<String, Action> steps = new LinkedHashMap<>();
    private final List<WireClient> clients = new ArrayList<>();

    WireDemo(Stage stage) {
        broker = new InetSocketAddress(stage.broker().host(), stage.broker().port());
    }

    /** One that acknowledges only what the demo says, and when; it is closed with the demo. */
    WireClient opened() {
        WireClient client = WireClient.open(broker, trace).withoutAcknowledging();
        clients.add(client);
        return client;
    }

    WireClient connected(Show show, Packet connect) {
        WireClient client = opened();
        client.send(connect);
        show.await(fromBroker(CONNACK).onConnection(client.connection()));
        return client;
    }

    @Override
    public Map<String, Action> steps() {
        return steps;
    }

    @Override
    public Trace trace() {
        return trace;
    }

    @Override
    public void close() {
        clients.forEach(WireClient::close);
    }
}
