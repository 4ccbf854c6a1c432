package mqttlab.broker.journal;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("a broker with a folder on a disk")
@ProvedOnce(reads = {})
class DiskTest extends WithFolder {

    private static final int LARGE = 64 << 10;
    /** More than the system and the broker together can hold for one client. */
    private static final int MANY = 1_600;
    /** Eight MiB may be on their way to the disk, eight more make the journal full, and a read can bring a little more. */
    private static final int MOST_BYTES = 18 << 20;
    private static final int ROUND_TRIPS = 300;

    @Test
    @DisplayName("keeps no file open that it could not begin")
    void closesWhatItCannotBegin() {
        FakeDisk broken = new FakeDisk();
        broken.failsToForce = true;
        assertThatThrownBy(() -> BlockWriter.create(broken, folder.resolve("7.new"))).hasMessage("Input/output error");
        assertThat(broken.openFiles).hasValue(0);
    }

    @Nested
    @DisplayName("that is full")
    class Full {

        @Test
        @DisplayName("acknowledges nothing more, goes on with QoS 0, and has what it acknowledged before")
        void losesNothing() throws IOException {
            subscribeAndLeave("news", 2);
            publish("news", 1, "one");
            publish("news", 2, "two");
            try (WireClient first = WireClient.connect(address, "first");
                    WireClient second = WireClient.connect(address, "second");
                    WireClient carefree = WireClient.connect(address, "carefree")) {
                carefree.subscribe("weather", 0);
                disk.full = true;
                first.send(Packets.publish("news").qos(1, 1).payload("three").packet());
                first.expectClosed();
                second.send(Packets.publish("news").qos(2, 1).payload("four").packet());
                second.expectClosed();
                carefree.publish("weather", 0, bytes("fine"));
                expectMessage(carefree, "fine");
            }
            try (WireClient newcomer = WireClient.open(address)) {
                newcomer.send(Packets.connect("reader").cleanSession(false).packet());
                assertThat(newcomer.expect(CONNACK).returnCode()).isEqualTo(3);
                newcomer.expectClosed();
            }
            restart();
            publish("news", 1, "sentinel");
            try (WireClient reader = reader(true)) {
                expectMessage(reader, "one");
                expectMessage(reader, "two");
                reader.expectNothingBefore("sentinel");
            }
        }

        @Test
        @DisplayName("lets clients in again when there is room, and has then everything as well after a restart")
        void roomAgain() throws IOException {
            subscribeAndLeave("news", 1);
            publish("news", 1, "one");
            disk.full = true;
            try (WireClient refused = WireClient.connect(address, "refused")) {
                refused.send(Packets.publish("news").qos(1, 1).payload("two").packet());
                refused.expectClosed();
            }
            disk.full = false;
            awaitWelcome();
            publish("news", 1, "three");
            restart();
            try (WireClient reader = reader(true)) {
                expectMessage(reader, "one");
                // Nobody was told of it, but it has come.
                expectMessage(reader, "two");
                expectMessage(reader, "three");
            }
        }

        private void awaitWelcome() {
            int code;
            do {
                try (WireClient newcomer = WireClient.open(address)) {
                    newcomer.send(Packets.connect("newcomer").packet());
                    code = newcomer.expect(CONNACK).returnCode();
                }
            } while (code == 3);
            assertThat(code).isZero();
        }
    }

    @Test
    @DisplayName("that is busy goes on with all that needs none")
    void busyDisk() throws IOException {
        subscribeAndLeave("news", 1);
        try (WireClient publisher = WireClient.connect(address, "publisher");
                WireClient carefree = WireClient.connect(address, "carefree")) {
            carefree.subscribe("#", 0);
            disk.brake.lock();
            try {
                publisher.send(Packets.publish("news").qos(1, 1).payload("one").packet());
                expectMessage(carefree, "one");
                carefree.publish("weather", 0, bytes("fine"));
                expectMessage(carefree, "fine");
                carefree.ping();
            } finally {
                disk.brake.unlock();
            }
            publisher.expect(PUBACK, 1);
        }
    }

    @Test
    @DisplayName("that is held up takes no more than it can keep, and serves those who want nothing kept")
    void heldUp() throws Exception {
        byte[] retained = Packets.publish("news").retain().payload(Payload.of(new byte[LARGE])).packet().raw();
        // So many that one of them shares the flooding client's loop.
        int others = Runtime.getRuntime().availableProcessors();
        try (WireClient flooding = WireClient.connect(address, "flooding")) {
            List<WireClient> carefree = new ArrayList<>();
            for (int i = 0; i < others; i++) {
                carefree.add(WireClient.connect(address, "carefree" + i));
                carefree.getLast().subscribe("weather/" + i, 0);
            }
            CompletableFuture<Void> flood;
            long taken;
            disk.brake.lock();
            try {
                flood = CompletableFuture.runAsync(() -> flooding.sendOften(retained, MANY), Thread::startVirtualThread);
                do {
                    taken = journal.position();
                    for (int i = 0; i < ROUND_TRIPS; i++) {
                        WireClient other = carefree.get(i % others);
                        other.publish("weather/" + i % others, 0, bytes("fine " + i));
                        expectMessage(other, "fine " + i);
                    }
                } while (taken == 0 || journal.position() > taken);
            } finally {
                disk.brake.unlock();
            }
            assertThat(taken * LARGE).as("what it has taken, although nothing was written").isLessThan(MOST_BYTES);
            flood.join();
            flooding.ping();
            assertThat(journal.position()).isGreaterThanOrEqualTo(MANY);
            carefree.forEach(WireClient::close);
        }
    }
}
