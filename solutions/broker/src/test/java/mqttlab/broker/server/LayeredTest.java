package mqttlab.broker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection with layers")
class LayeredTest {

    @Test
    @DisplayName("began when TCP did, however long the handshakes of its layers took")
    void since() {
        Transport tcp = new Transport(InputStream.nullInputStream(), OutputStream.nullOutputStream(), new Socket());
        Transport tls = layered(tcp);
        assertThat(layered(tls).since).isEqualTo(tcp.since);
    }

    private static Transport layered(Transport below) {
        long now = System.nanoTime();
        while (System.nanoTime() == now) {
            Thread.onSpinWait();
        }
        return new Layered(below.in(), below.out(), below);
    }
}
