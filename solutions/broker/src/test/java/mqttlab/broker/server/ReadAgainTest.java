package mqttlab.broker.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mqttlab.broker.access.Access;
import mqttlab.broker.file.BadFile;
import mqttlab.broker.journal.Journal;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("When the password file and the access list are read again,")
class ReadAgainTest extends WithBroker {

    /** Of the password "secret", as mosquitto_passwd writes it. */
    private static final String HASH = "$7$101$c2FsdC1vZi10ZXN0$"
            + "VMJrOfDiJqQy7n568kfIPT4IdI6Paz1IykEsYP0uUaTw8oSyEPmYB42462+yoRXiJOT0xhv8z5eX0XwOZupapA==";

    @TempDir
    private Path folder;
    private Access access;

    @BeforeEach
    void guard() throws IOException {
        write("passwords", "ana:" + HASH);
        write("acl", "user ana\ntopic readwrite old\ntopic readwrite both\n");
        access = Access.of(Optional.of(folder.resolve("passwords")), Optional.of(folder.resolve("acl")));
        broker = keep(new Broker(limits(), access, Journal.none(), io.open()));
        address = new InetSocketAddress(LOOPBACK, broker.listen(LOOPBACK, 0).port());
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content + "\n");
    }

    private static Packet login(String user) {
        return Packets.connect(user).userName(user).password("secret").packet();
    }

    private int returnCode(String user) {
        WireClient client = open();
        client.send(login(user));
        return client.expect(CONNACK).returnCode();
    }

    @Test
    @DisplayName("who is connected stays, and may do from then on what the new list says")
    void connected() throws IOException {
        WireClient ana = connect(login("ana"));
        ana.subscribe("+", 0);
        write("passwords", "luis:" + HASH);
        write("acl", "user ana\ntopic readwrite new\ntopic readwrite both\n");
        access.read();
        ana.publish("old", 1, "no longer".getBytes(UTF_8));
        ana.publish("new", 1, "from now on".getBytes(UTF_8));
        assertThat(ana.expect(PUBLISH).topic()).isEqualTo("new");
        ana.send(Packets.subscribe(7, "old", 0));
        assertThat(ana.expect(SUBACK, 7).raw()).endsWith(0x80);
    }

    @Test
    @DisplayName("who comes later needs a password of the new file")
    void newcomers() throws IOException {
        assertThat(returnCode("ana")).isZero();
        assertThat(returnCode("luis")).isEqualTo(5);
        write("passwords", "luis:" + HASH);
        access.read();
        assertThat(returnCode("ana")).isEqualTo(5);
        assertThat(returnCode("luis")).isZero();
    }

    @Test
    @DisplayName("and one of them cannot be used, both stay in force as they were")
    void wrong() throws IOException {
        write("passwords", "luis:" + HASH);
        write("acl", "topics old");
        assertThatThrownBy(access::read).isInstanceOf(BadFile.class);
        write("passwords", "luis");
        write("acl", "user ana\ntopic readwrite new\n");
        assertThatThrownBy(access::read).isInstanceOf(BadFile.class);
        WireClient ana = connect(login("ana"));
        ana.subscribe("#", 0);
        ana.publish("new", 1, "not yet".getBytes(UTF_8));
        ana.publish("old", 1, "as before".getBytes(UTF_8));
        assertThat(ana.expect(PUBLISH).topic()).isEqualTo("old");
    }
}
