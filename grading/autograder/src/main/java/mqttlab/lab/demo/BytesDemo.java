package mqttlab.lab.demo;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;

import java.util.List;
import mqttlab.testkit.mqtt.Field.Section;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.wire.WireClient;

/**
 * Demo 02: packets that are written by hand, straight to the broker. A tap would hand on whole packets only, and then the
 * broker would never see half of one.
 */
final class BytesDemo extends WireDemo {

    private static final String SENSOR = "sensor";
    private static final String DISPLAY = "display";
    private static final String FILTER = "cadiz/+";
    private static final String TEMPERATURE = "cadiz/temp";
    private static final String LIGHT = "cadiz/light";
    private static final Will WILL = new Will("cadiz/status", Payload.of("gone"), 1, false);
    private static final Packet CONNECT = Packets.connect(SENSOR).keepAlive(KEEP_ALIVE).packet();

    private final SlowConnect connect;
    private WireClient sensor;
    private WireClient display;

    BytesDemo(Stage stage) {
        super(stage);
        this.connect = new SlowConnect(broker, trace, CONNECT, SENSOR);
        steps.put("tcp-only", connect::open);
        steps.put("connect-fixed-header", show -> connect.send(show, Section.FIXED_HEADER));
        steps.put("connect-variable-header", show -> connect.send(show, Section.VARIABLE_HEADER));
        steps.put("connect-payload", this::connectPayload);
        steps.put("ping", this::ping);
        steps.put("subscribe", this::subscribe);
        steps.put("publish-qos-0", this::qos0);
        steps.put("publish-qos-1", this::qos1);
        steps.put("publish-qos-2", this::qos2);
        steps.put("retained-message", this::retained);
        steps.put("second-connect", this::secondConnect);
        steps.put("will", this::will);
        steps.put("clean-up", this::cleanUp);
    }

    private void connectPayload(Show show) {
        sensor = connect.finish(show);
        show.await(fromBroker(CONNACK));
    }

    private void ping(Show show) {
        sensor.send(Packets.pingreq());
        show.await(fromBroker(PINGRESP));
    }

    private void subscribe(Show show) {
        sensor.send(Packets.subscribe(1, FILTER, 2));
        show.await(fromBroker(SUBACK).withId(1));
    }

    private void qos0(Show show) {
        sensor.send(Packets.publish(TEMPERATURE).payload("21.5").packet());
        show.await(fromBroker(PUBLISH).withTopic(TEMPERATURE));
    }

    private void qos1(Show show) {
        sensor.send(Packets.publish(TEMPERATURE).qos(1, 2).payload("21.6").packet());
        PacketMatch back = fromBroker(PUBLISH).withTopic(TEMPERATURE);
        show.await(back, fromBroker(PUBACK).withId(2));
        acknowledge(show, sensor, back);
    }

    private void qos2(Show show) {
        PacketMatch back = fromBroker(PUBLISH).withTopic(TEMPERATURE);
        PacketMatch received = fromBroker(PUBREC).withId(3);
        if (isHandedOnAtOnce(() -> publishQos2(received))) {
            show.await(received, back);
            sensor.send(Packets.pubrel(3));
            show.await(fromBroker(PUBCOMP).withId(3));
        } else {
            show.await(received);
            sensor.send(Packets.pubrel(3));
            show.await(back, fromBroker(PUBCOMP).withId(3));
        }
        int id = show.await(back).packet().packetId();
        sensor.send(Packets.pubrec(id));
        show.await(fromBroker(PUBREL).withId(id));
        sensor.send(Packets.pubcomp(id));
    }

    private void publishQos2(PacketMatch received) {
        sensor.send(Packets.publish(TEMPERATURE).qos(2, 3).payload("21.7").packet());
        trace.await(received);
    }

    /** Mosquitto hands a message of QoS 2 on when it is released, Moquette when it comes; section 4.3.3 allows both. */
    private boolean isHandedOnAtOnce(Runnable publish) {
        try (HiddenReader hidden = new HiddenReader(broker, TEMPERATURE)) {
            publish.run();
            return hidden.handedOn() > 0;
        }
    }

    private void retained(Show show) {
        sensor.send(Packets.publish(LIGHT).qos(1, 4).retain().payload("on").packet());
        PacketMatch back = fromBroker(PUBLISH).byClient(SENSOR).withTopic(LIGHT).notRetained();
        show.await(back, fromBroker(PUBACK).withId(4));
        acknowledge(show, sensor, back);
        display = connected(show, Packets.connect(DISPLAY).keepAlive(KEEP_ALIVE).packet());
        display.send(Packets.subscribe(1, FILTER, 1));
        PacketMatch kept = fromBroker(PUBLISH).byClient(DISPLAY).withTopic(LIGHT).retained();
        show.await(fromBroker(SUBACK).byClient(DISPLAY), kept);
        acknowledge(show, display, kept);
    }

    private void secondConnect(Show show) {
        sensor.send(CONNECT);
        show.await(closed(sensor.connection()));
    }

    private void will(Show show) {
        sensor.close();
        sensor = connected(show, Packets.connect(SENSOR).keepAlive(KEEP_ALIVE).will(WILL).packet());
        sensor.abort();
        PacketMatch will = fromBroker(PUBLISH).byClient(DISPLAY).withTopic(WILL.topic());
        show.await(closed(sensor.connection()), will);
        acknowledge(show, display, will);
    }

    private void cleanUp(Show show) {
        display.send(Packets.publish(LIGHT).qos(1, 2).retain().packet());
        PacketMatch cleared = fromBroker(PUBLISH).byClient(DISPLAY).withTopic(LIGHT);
        show.await(cleared, fromBroker(PUBACK).withId(2));
        acknowledge(show, display, cleared);
        display.send(Packets.subscribe(3, FILTER, 1));
        show.await(fromBroker(SUBACK).withId(3));
        display.send(Packets.pingreq());
        show.await(fromBroker(PINGRESP));
        show.none(fromBroker(PUBLISH).byClient(DISPLAY).retained());
        display.disconnect();
    }

    // ---- what several steps do

    private static void acknowledge(Show show, WireClient client, PacketMatch message) {
        TracedPacket arrived = show.await(message);
        client.send(Packets.puback(arrived.packet().packetId()));
        show.flush();
    }

    @Override
    public List<String> participants() {
        return List.of(SENSOR, "broker", DISPLAY);
    }

    @Override
    public boolean showsBytes() {
        return true;
    }

    @Override
    public void close() {
        connect.close();
        super.close();
    }
}
