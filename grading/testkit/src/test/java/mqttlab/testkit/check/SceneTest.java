package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import mqttlab.testkit.student.InSameJvm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A scene")
class SceneTest {

    @Test
    @DisplayName("keeps the port where nobody listens from everybody else until it ends")
    void keepsTheUnusedPort() throws Exception {
        InetSocketAddress unused;
        try (Scene scene = new Scene(new Setup(new InSameJvm(), null, 1), "any")) {
            URI uri = URI.create(scene.unusedUri());
            unused = new InetSocketAddress(uri.getHost(), uri.getPort());
            assertThatThrownBy(() -> listen(unused)).isInstanceOf(BindException.class);
            try (Socket client = new Socket()) {
                assertThatThrownBy(() -> client.connect(unused)).isInstanceOf(ConnectException.class);
            }
        }
        listen(unused);
    }

    private static void listen(InetSocketAddress address) throws Exception {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(address);
        }
    }
}
