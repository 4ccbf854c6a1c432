package mqttlab.suites.broker.stage08;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("The will is not published")
class NotFiringChecks {

    private static final byte[] DISCONNECT = HexFormat.of().parseHex("e000");
    private static final byte[] DISCONNECT_AND_NONSENSE = HexFormat.of().parseHex("e000f000");

    @Graded(task = 2, points = 2, clause = {"MQTT-3.14.4-3", "MQTT-3.1.2-10"}, dependsOn = "whenCutOff",
            hint = "A DISCONNECT takes the will back: at the moment when you read it, whatever happens to the connection "
                    + "afterwards. How does the end of the connection know that there was one?")
    @DisplayName("a will is not published after a DISCONNECT, however it comes and whatever follows it")
    void notAfterDisconnect(Scene scene) {
        String topic = scene.name("will");
        Subscriber heir = scene.subscriber(topic);
        WireClient bystander = scene.connect(scene.name("bystander"));
        Map<String, Consumer<WireClient>> goodbyes = new LinkedHashMap<>();
        goodbyes.put("the client waits for the end", WireClient::disconnectAndAwaitClosed);
        goodbyes.put("the client closes the connection itself", WireClient::disconnect);
        goodbyes.put("the client sends nothing more", client -> {
            client.send(Packets.disconnect());
            client.endSending();
            client.expectClosed();
        });
        goodbyes.put("in two pieces", client -> {
            client.sendSplit(DISCONNECT, bystander::ping, 1);
            client.expectClosed();
        });
        goodbyes.put("with nonsense behind it", client -> {
            client.send(DISCONNECT_AND_NONSENSE);
            client.expectClosed();
        });
        goodbyes.put("behind other packets", client -> {
            client.send(Packets.pingreq(), Packets.pingreq(), Packets.disconnect());
            client.expect(PINGRESP);
            client.expect(PINGRESP);
            client.expectClosed();
        });
        goodbyes.forEach((how, goodbye) -> {
            String name = scene.name("ana");
            WireClient ana = scene.connect(Wills.connect(name, topic, how).packet());
            ana.ping();
            goodbye.accept(ana);
            Wills.noneComes(scene, name, heir);
        });
    }

    @Graded(task = 2, points = 2, clause = {"MQTT-3.1.2-10", "MQTT-3.1.2-12", "MQTT-3.1.2-8"}, dependsOn = "notAfterDisconnect",
            hint = "A will is said anew with each CONNECT, or not at all. Where do you keep it, so that the next connection of "
                    + "the same client, or the same session, does not inherit it?")
    @DisplayName("a will is not published where the CONNECT had none, whatever an earlier CONNECT of the same client and session "
            + "said")
    void ofThisConnectionOnly(Scene scene) {
        String topic = scene.name("will");
        Subscriber heir = scene.subscriber(topic);
        for (boolean clean : new boolean[] {true, false}) {
            String name = scene.name("ana");
            Packet without = Packets.connect(name).cleanSession(clean).packet();
            scene.connect(will(name, topic, clean, "first")).abort();
            heir.receivesExactly(topic, "first");
            // Each of these connections is replaced by the next one, if its end has not been noticed by then.
            scene.connect(without).abort();
            scene.connect(will(name, topic, clean, "taken back")).disconnectAndAwaitClosed();
            scene.connect(without).abort();
            scene.connect(without);
            heir.receivesNothingMore();
            scene.connect(will(name, topic, clean, "second")).abort();
            heir.receivesExactly(topic, "second");
            Wills.noneComes(scene, name, heir);
        }
    }

    private static Packet will(String name, String topic, boolean clean, String message) {
        return Wills.connect(name, topic, message).cleanSession(clean).packet();
    }

    @Graded(task = 3, points = 1, clause = {"MQTT-3.1.4-1", "MQTT-3.3.2-2", "MQTT-3.1.3-8"}, dependsOn = "notAfterDisconnect",
            hint = "A client that is not let in has no will. And a will goes to a topic name, as every message does: when do you "
                    + "look for wildcards in it, and what do you do where there are some? A client that is refused changes "
                    + "nothing: look before you disconnect the one that was there.")
    @DisplayName("a will is not published for a client that is refused, nor on a topic with wildcards: such a CONNECT is "
            + "refused and takes over nothing, or its will never comes")
    void refusedHasNone(Scene scene) {
        String news = scene.name("news");
        Subscriber heir = scene.subscriber(news + "/#");
        WireClient nameless = scene.open();
        nameless.send(Wills.connect("", news + "/will", "never let in").cleanSession(false).packet());
        refused(nameless);
        for (String topic : List.of(news + "/+", news + "/#", news + "/+/x", news + "/x+")) {
            for (boolean retain : new boolean[] {false, true}) {
                String name = scene.name("ana");
                WireClient there = scene.connect(Wills.connect(name, news + "/there", "replaced").packet());
                WireClient ana = scene.open();
                ana.send(Wills.connect(name, new Will(topic, Payload.of("a topic with wildcards"), 0, retain)).packet());
                if (refused(ana)) {
                    there.ping();
                    there.disconnectAndAwaitClosed();
                } else {
                    heir.receivesExactly(news + "/there", "replaced");
                    ana.abort();
                }
                Wills.noneComes(scene, name, heir);
            }
        }
        Subscriber later = scene.subscriber(news + "/#");
        later.receivesNothingMore();
    }

    /** With a CONNACK that says so, or without one; otherwise it is let in. */
    private static boolean refused(WireClient client) {
        boolean refused = client.nextUnlessClosed("a CONNACK", packet -> packet.type() == CONNACK)
                .filter(connack -> connack.returnCode() == 0).isEmpty();
        if (refused) {
            client.expectClosed();
        }
        return refused;
    }
}
