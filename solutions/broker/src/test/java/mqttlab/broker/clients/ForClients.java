package mqttlab.broker.clients;

import java.io.IOException;
import java.net.InetAddress;
import mqttlab.broker.health.Limits;
import mqttlab.broker.server.Broker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A broker to which other people's clients connect. */
abstract class ForClients {

    private Broker broker;
    String host;
    int port;

    @BeforeEach
    void startBroker() throws IOException {
        broker = new Broker(Limits.DEFAULT);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        host = loopback.getHostAddress();
        port = broker.listen(loopback, 0).port();
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }
}
