package mqttlab.suites.broker.stage02;

import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Subscribing")
class SubscribingChecks {

    @Graded(task = 1, points = 1, clause = {"MQTT-3.8.4-1", "MQTT-3.8.4-2", "MQTT-2.3.1-7"},
            hint = "The packet identifier is a number of two bytes, the higher one first. The broker does not invent one of its "
                    + "own: by it the client knows which SUBSCRIBE is answered.")
    @DisplayName("a SUBSCRIBE is answered with a SUBACK that has its packet identifier")
    void answersSubscribe(Scene scene) {
        WireClient ana = scene.connect(scene.name("ana"));
        for (int id : new int[] {1, 127, 128, 255, 256, 0x1234, 0x7fff, 0x8000, 0xfffe, 0xffff}) {
            ana.send(Packets.subscribe(id, scene.name("news"), 0));
            ana.expect(SUBACK, id);
        }
    }

    @Graded(task = 1, points = 1, clause = {"MQTT-3.8.4-5", "MQTT-3.9.3-2", "MQTT-3.8.4-6"}, dependsOn = "answersSubscribe",
            hint = "The payload of a SUBSCRIBE goes on to the end of the packet: filter, QoS, filter, QoS. Nowhere does it say "
                    + "how many. Grant what you can do, and never more than was asked for.")
    @DisplayName("a SUBACK has a return code for each topic filter, in their order, and none grants more than was asked for")
    void grantsEachFilter(Scene scene) {
        WireClient ana = scene.connect(scene.name("ana"));
        for (int count : new int[] {1, 3, 125, 126, 400}) {
            TopicFilter[] filters = new TopicFilter[count];
            String stem = scene.name("news");
            Arrays.setAll(filters, i -> new TopicFilter(stem + "/" + i, i % 3));
            ana.send(Packets.subscribe(count, filters));
            List<Integer> codes = ana.expect(SUBACK, count).returnCodes();
            scene.trace().require(
                    codes.size() == count && IntStream.range(0, count).allMatch(i -> codes.get(i) <= filters[i].qos()),
                    "a SUBACK with %d return codes, none above the QoS that was asked for: 0, 1, 2, 0, 1 and so on"
                            .formatted(count),
                    "its return codes were " + codes);
        }
    }

    @Graded(task = 1, points = 1, clause = {"MQTT-3.8.3-1", "MQTT-1.5.3-1", "MQTT-1.5.3-2"}, dependsOn = "answersSubscribe",
            hint = "A filter is text, as in stage 00, with a length before it and one byte behind it. What if the packet ends "
                    + "before that?")
    @DisplayName("a SUBSCRIBE whose filter is no text for MQTT, or is cut off, ends the connection")
    void wantsWellFormedFilters(Scene scene) {
        // A U+0000; an overlong /; a surrogate; a filter, its QoS, and a second filter that are not all there.
        for (String hex : new String[] {"820700070002610000", "820700070002c0af00", "820800070003eda08000", "8206000700096162",
                "82050007000161", "82080007000161000001"}) {
            isClosed(scene, HexFormat.of().parseHex(hex));
        }
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.8.1-1", dependsOn = "answersSubscribe",
            hint = "SUBSCRIBE is one of the three types whose flags are not all zeros.")
    @DisplayName("a SUBSCRIBE without the flags 0010 ends the connection")
    void wantsTheFlagsOfSubscribe(Scene scene) {
        for (int first : new int[] {0x80, 0x81, 0x8a}) {
            byte[] subscribe = Packets.subscribe(7, scene.name("news"), 0).raw();
            subscribe[0] = (byte) first;
            isClosed(scene, subscribe);
        }
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.8.3-3", dependsOn = "answersSubscribe",
            hint = "What does your loop over the filters do when the packet ends before the first one?")
    @DisplayName("a SUBSCRIBE without a topic filter ends the connection")
    void wantsATopicFilter(Scene scene) {
        isClosed(scene, (byte) 0x82, (byte) 2, (byte) 0, (byte) 7);
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.8.3-4", dependsOn = "answersSubscribe",
            hint = "The last byte of each filter has room for eight bits, and the QoS takes two of them.")
    @DisplayName("a SUBSCRIBE that asks for QoS 3, or sets reserved bits beside it, ends the connection")
    void wantsAQosThatExists(Scene scene) {
        for (int qos : new int[] {3, 4, 0x80}) {
            byte[] subscribe = Packets.subscribe(7, scene.name("news"), 0).raw();
            subscribe[subscribe.length - 1] = (byte) qos;
            isClosed(scene, subscribe);
        }
    }

    @Graded(task = 1, points = 1, clause = "MQTT-2.3.1-1", dependsOn = "answersSubscribe",
            hint = "A packet identifier is a number from 1 to 65,535.")
    @DisplayName("a SUBSCRIBE with packet identifier 0 ends the connection")
    void wantsAPacketIdentifier(Scene scene) {
        byte[] subscribe = Packets.subscribe(7, scene.name("news"), 0).raw();
        subscribe[3] = 0;
        isClosed(scene, subscribe);
    }

    private static void isClosed(Scene scene, byte... packet) {
        WireClient ana = scene.connect(scene.name("ana"));
        ana.send(packet);
        ana.expectClosed();
    }
}
