package mqttlab.broker.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.CONNACK;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import mqttlab.broker.access.Access;
import mqttlab.broker.health.Limits;
import mqttlab.broker.server.Broker;
import mqttlab.broker.server.EachIo;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker with a folder, whose disk can be held up or full, with {@link EachIo}. */
@ParameterizedClass
@EnumSource
abstract class WithFolder {

    @Parameter
    EachIo io;

    @TempDir
    Path folder;
    FakeDisk disk;
    Limits limits = Limits.DEFAULT;
    Journal journal;
    Broker broker;
    InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        disk = new FakeDisk();
        journal = new FolderJournal(Folder.open(folder), disk);
        broker = new Broker(limits, Access.open(), journal, io.open());
        InetAddress here = InetAddress.getLoopbackAddress();
        address = new InetSocketAddress(here, broker.listen(here, 0).port());
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    void restart() throws IOException {
        stop();
        start();
    }

    WireClient connect(String clientId) {
        return WireClient.connect(address, Packets.connect(clientId).cleanSession(false).packet(), new Trace());
    }

    WireClient reader(boolean known) {
        WireClient reader = WireClient.open(address);
        reader.send(Packets.connect("reader").cleanSession(false).packet());
        reader.expect("CONNACK with session present " + known, p -> p.type() == CONNACK && p.sessionPresent() == known);
        return reader;
    }

    /** Returns when the journal has it that the reader is gone: that needs the disk, too. */
    void subscribeAndLeave(String filter, int qos) throws IOException {
        long before;
        try (WireClient reader = reader(false)) {
            reader.subscribe(filter, qos);
            before = journal.position();
        }
        journal.awaitDurable(before + 1);
    }

    void publish(String topic, int qos, String payload) {
        try (WireClient publisher = WireClient.connect(address, "publisher-" + payload.replace(' ', '-'))) {
            publisher.publish(topic, qos, bytes(payload));
        }
    }

    static void expectMessage(WireClient client, String payload) {
        client.expectNothingBefore(payload);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
