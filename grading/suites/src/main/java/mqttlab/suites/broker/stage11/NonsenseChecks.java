package mqttlab.suites.broker.stage11;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Somebody speaks nonsense")
class NonsenseChecks {

    private static final int MANY = 500;
    private static final int LONGEST = 200;
    private static final int ACKNOWLEDGEMENTS = 5_000;

    @Graded(points = 2, clause = "MQTT-4.8.0-1",
            reason = "What comes in at an open port need not be MQTT.",
            hint = "Which exceptions can reading a packet throw, besides those that you have thought of? Does each end one "
                    + "connection, and nothing else?")
    @DisplayName("five hundred connections on which anything comes, before a CONNECT or behind it")
    void anyBytes(Scene scene) {
        Bystander bystander = new Bystander(scene);
        Random random = scene.random();
        for (int i = 0; i < MANY; i++) {
            byte[] bytes = new byte[1 + random.nextInt(LONGEST)];
            random.nextBytes(bytes);
            WireClient babbler = random.nextBoolean() ? scene.open() : scene.connectUntraced(scene.name("b" + i));
            babbler.sendOften(bytes, 1);
            babbler.abort();
        }
        bystander.allIsWell();
    }

    @Graded(points = 2, clause = "MQTT-4.8.0-1",
            reason = "A packet that is nearly right goes further into a broker than one that is all wrong.",
            hint = "Is each length within a packet compared with what is left of the packet? Is each exception caught that the "
                    + "code may throw on the way?")
    @DisplayName("five hundred packets with one wrong byte")
    void spoiltPackets(Scene scene) {
        Bystander bystander = new Bystander(scene);
        Random random = scene.random();
        String name = scene.name("spoilt");
        List<Packet> packets = List.of(Packets.subscribe(1, name + "/+", 1),
                Packets.publish(name).payload("text").qos(2, 1).packet(),
                Packets.publish(name).retain().payload("text").packet(),
                Packets.unsubscribe(2, name),
                Packets.pubrel(1),
                Packets.pingreq());
        for (int i = 0; i < MANY; i++) {
            byte[] spoilt = packets.get(i % packets.size()).raw().clone();
            spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
            WireClient client = scene.connectUntraced(scene.name("s" + i));
            client.sendOften(spoilt, 1);
            client.sendOften(Packets.pingreq().raw(), 1);
            client.abort();
        }
        bystander.allIsWell();
    }

    @Graded(points = 1, reason = "A client that has mixed up its sessions acknowledges what nobody has sent.",
            hint = "What does your broker look up when an acknowledgement comes, and what if there is no such thing?")
    @DisplayName("thousands of acknowledgements of messages that there never were")
    void acknowledgementsOfNothing(Scene scene) {
        Bystander bystander = new Bystander(scene);
        for (Packet ack : List.of(Packets.puback(1), Packets.pubrec(2), Packets.pubrel(3), Packets.pubcomp(0xffff))) {
            WireClient confused = scene.connectUntraced(scene.name("confused"));
            confused.sendOften(Bulk.glued(ack, ACKNOWLEDGEMENTS), 1);
            bystander.isServed();
        }
        bystander.allIsWell();
    }

    @Graded(points = 1, dear = true, clause = "MQTT-4.7.3-1",
            reason = "A topic can have 65,536 levels, and whoever retains a message there asks each later search to go "
                    + "down to it.",
            hint = "What does a search for # do at each level, and how many of its own calls deep is it then?")
    @DisplayName("a retained message below 65,535 slashes, and those who ask for all")
    void deepRetained(Scene scene) {
        Bystander bystander = new Bystander(scene);
        byte[] slashes = new byte[0xffff];
        Arrays.fill(slashes, (byte) '/');
        WireClient deep = scene.connectUntraced(scene.name("deep"));
        String topic = new String(slashes, US_ASCII);
        deep.sendOften(Packets.publish(topic).retain().payload("deep").packet().raw(), 1);
        WireClient all = scene.connectUntraced(scene.name("all"));
        all.sendOften(Packets.subscribe(1, "#", 0).raw(), 1);
        all.sendOften(Packets.subscribe(2, "+/#", 0).raw(), 1);
        bystander.isServed();
        deep.sendOften(Packets.publish(topic).retain().packet().raw(), 1);
        bystander.allIsWell();
    }
}
