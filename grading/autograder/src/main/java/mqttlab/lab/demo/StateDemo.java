package mqttlab.lab.demo;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;

import java.util.List;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.wire.WireClient;

/**
 * Demo 06: a lamp and a board as in lab 04, then two members of a team as in lab 05. Their packets are written by hand, as those
 * labs' solutions do more than a step can show. The board has QoS 0: its acknowledgements are nothing new.
 */
final class StateDemo extends WireDemo {

    private static final String LAMP = "lamp";
    private static final String BOARD = "board";
    private static final String ANA = "ana";
    private static final String BEN = "ben";
    private static final String PRESENCE = "esi/lamp";
    private static final String HERE = "HERE;";
    private static final String LOST = "LOST;";

    private WireClient lamp;
    private WireClient board;
    private WireClient ana;
    private WireClient ben;
    /** How often the board has subscribed. */
    private int subscribed;

    StateDemo(Stage stage) {
        super(stage);
        steps.put("retained-state", this::retainedState);
        steps.put("goodbye", this::goodbye);
        steps.put("cut", this::cut);
        steps.put("take-over", this::takeOver);
        steps.put("ana-goes", this::anaGoes);
        steps.put("ana-is-back", this::anaIsBack);
        steps.put("clean-once", this::cleanOnce);
    }

    // ---- a lamp, and a board

    private void retainedState(Show show) {
        lamp = connected(show, visit(1));
        sayHere(1);
        show.await(fromBroker(PUBACK).byClient(LAMP));
        board = connected(show, Packets.connect(BOARD).keepAlive(KEEP_ALIVE).packet());
        subscribe(show, kept().withPayload(HERE + 1));
    }

    private void goodbye(Show show) {
        leave(show, lamp);
        subscribe(show, kept().withPayload(HERE + 1));
        show.none(heard().withPayload(LOST + 1));
        lamp = connected(show, visit(2));
        sayHere(show, 2);
    }

    /** Moquette publishes a will and does not retain it: there, the board finds HERE. */
    private void cut(Show show) {
        lamp.abort();
        show.await(closed(lamp.connection()), heard().withPayload(LOST + 2));
        subscribe(show, kept());
        if (trace.all(kept().withPayload(LOST + 2)).isEmpty()) {
            show.say("not-kept");
        }
        lamp = connected(show, visit(3));
        sayHere(show, 3);
    }

    /** Mosquitto publishes the will before the CONNACK. The standard leaves that open. */
    private void takeOver(Show show) {
        WireClient old = lamp;
        lamp = opened();
        lamp.send(visit(4));
        show.await(closed(old.connection()), heard().withPayload(LOST + 3), fromBroker(CONNACK).onConnection(lamp.connection()));
        old.close();
        sayHere(show, 4);
        subscribe(show, kept().withPayload(HERE + 4));
    }

    private static Packet visit(int number) {
        return Packets.connect(LAMP).keepAlive(KEEP_ALIVE).will(new Will(PRESENCE, Payload.of(LOST + number), 1, true)).packet();
    }

    private void sayHere(int visit) {
        lamp.send(Packets.publish(PRESENCE).qos(1, 1).retain().payload(HERE + visit).packet());
    }

    /** While the board is there. */
    private void sayHere(Show show, int visit) {
        sayHere(visit);
        show.await(heard().withPayload(HERE + visit), fromBroker(PUBACK).byClient(LAMP));
    }

    /** The same filter again is a new subscription: what is retained comes again [MQTT-3.8.4-3]. */
    private void subscribe(Show show, PacketMatch found) {
        subscribed++;
        board.send(Packets.subscribe(subscribed, "esi/+", 0));
        show.await(fromBroker(SUBACK).byClient(BOARD), found);
    }

    /** What comes to the board when it happens. */
    private static PacketMatch heard() {
        return fromBroker(PUBLISH).byClient(BOARD).notRetained();
    }

    /** What comes to the board because it has subscribed. */
    private static PacketMatch kept() {
        return fromBroker(PUBLISH).byClient(BOARD).retained();
    }

    // ---- a session

    private void anaGoes(Show show) {
        ana = connected(show, stays());
        ana.send(Packets.subscribe(1, "team/+", 1));
        show.await(fromBroker(SUBACK).byClient(ANA));
        leave(show, ana);
        ben = connected(show, Packets.connect(BEN).keepAlive(KEEP_ALIVE).packet());
        write(show, 1, "lunch");
        write(show, 2, "taxi");
    }

    private void anaIsBack(Show show) {
        ana = connected(show, stays());
        PacketMatch message = fromBroker(PUBLISH).byClient(ANA);
        List<PacketMatch> waited = List.of(message.withPayload("lunch"), message.withPayload("taxi"));
        show.await(waited.getFirst(), waited.getLast());
        for (PacketMatch each : waited) {
            ana.send(Packets.puback(show.await(each).packet().packetId()));
        }
        show.flush();
    }

    private void cleanOnce(Show show) {
        leave(show, ana);
        ana = connected(show, Packets.connect(ANA).keepAlive(KEEP_ALIVE).packet());
        write(show, 3, "keys");
        ana.send(Packets.pingreq());
        show.await(fromBroker(PINGRESP).byClient(ANA));
        show.none(fromBroker(PUBLISH).byClient(ANA));
        leave(show, ana);
        ana = connected(show, stays());
    }

    private static Packet stays() {
        return Packets.connect(ANA).keepAlive(KEEP_ALIVE).cleanSession(false).packet();
    }

    private void write(Show show, int id, String text) {
        ben.send(Packets.publish("team/ben").qos(1, id).payload(text).packet());
        show.await(fromBroker(PUBACK).byClient(BEN).withId(id));
    }

    // ---- what both parts do

    /** Until the broker has dealt with it: it reads from each connection on its own. */
    private static void leave(Show show, WireClient client) {
        client.send(Packets.disconnect());
        show.await(closed(client.connection()));
        client.close();
    }

    @Override
    public List<String> participants() {
        return List.of(LAMP, ANA, "broker", BOARD, BEN);
    }
}
