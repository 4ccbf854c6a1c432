package mqttlab.broker.journal;

import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Queued;
import mqttlab.broker.session.Change.Received;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("a broker with a folder")
@ProvedOnce(reads = {})
class RestartTest extends WithFolder {

    @Nested
    @DisplayName("that is started again")
    class Restarted {

        @Test
        @DisplayName("has the subscriptions, and what came while the client was away")
        void offlineQueue() throws IOException {
            subscribeAndLeave("news/#", 1);
            restart();
            publish("news/1", 1, "before");
            restart();
            publish("news/1", 1, "after");
            try (WireClient reader = reader(true)) {
                expectMessage(reader, "before");
                expectMessage(reader, "after");
            }
        }

        @Test
        @DisplayName("leaves a session all its subscriptions, though fewer may be made from now on")
        void fewerSubscriptions() throws IOException {
            try (WireClient reader = reader(false)) {
                reader.subscribe("news/#", 1);
                reader.subscribe("plans/#", 1);
            }
            limits = limits.with(limits.counts().withSubscriptions(1));
            restart();
            publish("news/1", 1, "news");
            publish("plans/1", 1, "plans");
            try (WireClient reader = reader(true)) {
                expectMessage(reader, "news");
                expectMessage(reader, "plans");
                reader.send(Packets.subscribe(7, "others", 1));
                assertThat(reader.expect(SUBACK).raw()).endsWith((byte) 0x80);
            }
        }

        @Test
        @DisplayName("has forgotten what was acknowledged and unsubscribed")
        void forgotten() throws IOException {
            subscribeAndLeave("news/#", 1);
            publish("news/1", 1, "read");
            try (WireClient reader = reader(true)) {
                expectMessage(reader, "read");
                reader.unsubscribe("news/#");
                reader.subscribe("sentinel", 1);
            }
            restart();
            publish("news/1", 1, "for nobody");
            publish("sentinel", 1, "sentinel");
            try (WireClient reader = reader(true)) {
                reader.expectNothingBefore("sentinel");
            }
        }

        @Test
        @DisplayName("knows nothing of a session that was ended by a clean one")
        void cleanSession() throws IOException {
            subscribeAndLeave("news/#", 1);
            WireClient.connect(address, "reader").close();
            restart();
            reader(false).close();
        }

        @Test
        @DisplayName("has the retained messages, and not those that were cleared")
        void retained() throws IOException {
            try (WireClient publisher = WireClient.connect(address, "publisher")) {
                publisher.publishRetained("a", 1, bytes("cleared"));
                publisher.publishRetained("a", 1, bytes(""));
                publisher.publishRetained("b", 0, bytes("old"));
                publisher.publishRetained("b", 1, bytes("kept"));
            }
            restart();
            try (WireClient reader = WireClient.connect(address, "reader")) {
                reader.subscribe("#", 0);
                reader.expect("b with RETAIN", p -> p.type() == PUBLISH && p.topic().equals("b") && p.retain()
                        && p.payload().toString().contains("kept"));
            }
        }
    }

    @Nested
    @DisplayName("that is started again in the middle of QoS 2")
    class ExactlyOnce {

        @Test
        @DisplayName("sends an unacknowledged PUBLISH again, with its packet identifier")
        void sameIdentifier() throws IOException {
            subscribeAndLeave("news", 2);
            publish("news", 2, "one");
            publish("news", 2, "two");
            int id;
            try (WireClient reader = reader(true).withoutAcknowledging()) {
                reader.send(Packets.pubrec(reader.expect(PUBLISH).packetId()));
                id = reader.expect(PUBLISH).packetId();
                reader.expect(PUBREL);
            }
            restart();
            try (WireClient reader = reader(true).withoutAcknowledging()) {
                reader.expect("two again", p -> p.type() == PUBLISH && p.packetId() == id && p.duplicate());
            }
        }

        @Test
        @DisplayName("sends after a PUBREL never the PUBLISH again")
        void released() throws IOException {
            subscribeAndLeave("news", 2);
            publish("news", 2, "one");
            int id;
            try (WireClient reader = reader(true).withoutAcknowledging()) {
                id = reader.expect(PUBLISH).packetId();
                reader.send(Packets.pubrec(id));
                reader.expect(PUBREL, id);
            }
            restart();
            try (WireClient reader = reader(true).withoutAcknowledging()) {
                reader.expect(PUBREL, id);
                reader.send(Packets.pubcomp(id));
                reader.ping();
            }
            restart();
            publish("news", 2, "sentinel");
            try (WireClient reader = reader(true)) {
                reader.expectNothingBefore("sentinel");
            }
        }

        @Test
        @DisplayName("takes a PUBLISH that it has had for the same, until its PUBREL")
        void received() throws IOException {
            subscribeAndLeave("news", 2);
            try (WireClient publisher = publisher()) {
                publisher.send(news("one"));
                publisher.expect(PUBREC, 7);
            }
            restart();
            try (WireClient publisher = publisher()) {
                publisher.send(news("one"));
                publisher.expect(PUBREC, 7);
                publisher.send(Packets.pubrel(7));
                publisher.expect(PUBCOMP, 7);
            }
            restart();
            try (WireClient publisher = publisher()) {
                publisher.send(news("two"));
                publisher.expect(PUBREC, 7);
            }
            try (WireClient reader = reader(true)) {
                expectMessage(reader, "one");
                expectMessage(reader, "two");
            }
        }

        @Test
        @DisplayName("has a PUBLISH together with all its receivers, or not at all")
        void wholeOrNot() throws Exception {
            int readers = 50;
            for (int i = 0; i < readers; i++) {
                try (WireClient reader = connect("reader-" + i)) {
                    reader.subscribe("news", 2);
                }
            }
            CountDownLatch enough = new CountDownLatch(1);
            Thread noise = Thread.startVirtualThread(() -> {
                // Lets the journal write at any moment.
                try (WireClient noisy = connect("noisy")) {
                    while (enough.getCount() > 0) {
                        noisy.subscribe("noise", 1);
                    }
                }
            });
            try (WireClient publisher = connect("publisher")) {
                for (int i = 0; i < 200; i++) {
                    publisher.publish("news", 2, bytes("" + i));
                }
            }
            enough.countDown();
            noise.join();
            stop();
            ChangeFormat format = new ChangeFormat();
            try (BlockReader reader = new BlockReader(folder.resolve("1.journal"), true)) {
                reader.read(block -> {
                    List<Change> changes = new ArrayList<>();
                    format.read(block, changes::add);
                    long received = changes.stream().filter(Received.class::isInstance).count();
                    long queued = changes.stream().filter(Queued.class::isInstance).count();
                    assertThat(queued).as("in the block of %s", changes).isEqualTo(readers * received);
                });
            }
        }

        private Packet news(String payload) {
            return Packets.publish("news").qos(2, 7).payload(payload).packet();
        }

        private WireClient publisher() {
            return connect("publisher");
        }
    }
}
