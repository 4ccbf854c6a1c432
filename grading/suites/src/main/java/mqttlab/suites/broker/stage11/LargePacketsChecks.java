package mqttlab.suites.broker.stage11;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Somebody sends large packets")
class LargePacketsChecks {

    private static final int MEGABYTE = 1_000_000;
    private static final int LONGEST = 15 * MEGABYTE;
    private static final int UPLOADS = 20;
    private static final int UPLOAD_BYTES = 12 * MEGABYTE;
    private static final int STRANGERS = 500;
    private static final int STRANGE_BYTES = 300_000;
    private static final int ANNOUNCEMENTS = 500;
    private static final int LONGEST_TEXT = 0xffff;
    private static final byte[] PACKET_ID = {0, 1};

    @Graded(points = 1, heap = 96, dear = true,
            reason = "A packet may announce 256 MB in its first five bytes. Nothing of it need ever come.",
            hint = "Does your broker make room for what is announced, or for what has come?")
    @DisplayName("five hundred packets that announce 256 MB")
    void announcements(Scene scene) {
        Bystander bystander = new Bystander(scene);
        for (int i = 0; i < ANNOUNCEMENTS; i++) {
            scene.connectUntraced(scene.name("boaster" + i)).sendHex("30 ff ff ff 7f 00");
        }
        bystander.allIsWell();
    }

    @Graded(points = 2, heap = 128, dear = true,
            reason = "A client on a slow line may take minutes for a large packet. Twenty of them at a time are no attack, but "
                    + "their buffers together can be larger than the memory.",
            hint = "What do all buffers together take in which packets are still arriving? Who is to go when that is too much: "
                    + "the one that has just come, or the one that has been at it for longest?")
    @DisplayName("twenty packets of 12 MB, of which the last byte never comes")
    void largePacketsThatNeverEnd(Scene scene) {
        Bystander bystander = new Bystander(scene);
        byte[] large = Packets.publish(scene.name("large")).payload(Bulk.payload(UPLOAD_BYTES)).packet().raw();
        for (int i = 0; i < UPLOADS; i++) {
            WireClient slow = scene.connectUntraced(scene.name("slow" + i));
            slow.sendPart(large, 0, large.length - 1);
            bystander.isServed();
        }
        bystander.allIsWell();
    }

    @Graded(points = 2, heap = 128, dear = true,
            reason = "Nobody knows who it is before the CONNECT has come, and anybody may connect.",
            hint = "How long can a CONNECT be, with all its fields as long as they may be? And what may all of those take that "
                    + "have not come completely?")
    @DisplayName("five hundred strangers, each with the greater part of a very long CONNECT")
    void longConnects(Scene scene) {
        Bystander bystander = new Bystander(scene);
        byte[] part = Arrays.copyOf(longestConnect(), STRANGE_BYTES);
        for (int i = 0; i < STRANGERS; i++) {
            scene.open().sendPart(part, 0, part.length - 1);
        }
        bystander.allIsWell();
    }

    /** With an identifier, a will, a user name and a password that are as long as they may be. */
    private static byte[] longestConnect() {
        byte[] start = {0, 4, 'M', 'Q', 'T', 'T', 4, (byte) 0xc6, 0, 0};
        ByteBuffer text = ByteBuffer.allocate(2 + LONGEST_TEXT).putShort((short) LONGEST_TEXT)
                .put("x".repeat(LONGEST_TEXT).getBytes(US_ASCII));
        return Bulk.packet(0x10, start, text.array(), start.length + 5 * text.capacity());
    }

    @Graded(points = 3, heap = 160, dear = true,
            reason = "A filter takes four bytes of a packet, and ten or twenty times as many in memory. One packet of 15 MB may "
                    + "have four million of them; one of 1.6 MB can ask 400,000 times for a message of a megabyte.",
            hint = "How many filters may a SUBSCRIBE or an UNSUBSCRIBE have, and when do you count them: while you read them, or "
                    + "when you have a list? What is kept for each until its retained messages have been sent? To end the "
                    + "connection is an answer, too.")
    @DisplayName("packets with hundreds of thousands of filters, from clients that do not read")
    void manyFilters(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        Bystander bystander = new Bystander(scene);
        scene.publisher().publishRetained(scene.name("large"), Bulk.payload(MEGABYTE));
        byte[] all = {0, 1, '#', 0};
        byte[] bare = {0, 1, '#'};
        send(scene, bystander, Bulk.packet(0x82, PACKET_ID, all, MEGABYTE * 8 / 5));
        send(scene, bystander, Bulk.packet(0x82, PACKET_ID, all, LONGEST));
        send(scene, bystander, Bulk.packet(0xa2, PACKET_ID, bare, LONGEST));
        // Only brokers send it, but who says that it is read before that is seen?
        send(scene, bystander, Bulk.packet(0x90, PACKET_ID, new byte[] {1}, LONGEST));
    }

    private static void send(Scene scene, Bystander bystander, byte[] packet) {
        WireClient greedy = scene.connectUntraced(scene.name("greedy"));
        greedy.stopReading();
        greedy.sendOften(packet, 1);
        for (int i = 0; i < 5; i++) {
            bystander.isServed();
        }
        greedy.abort();
        bystander.allIsWell();
    }
}
