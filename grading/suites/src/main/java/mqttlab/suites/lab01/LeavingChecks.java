package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromClient;

import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.Publisher;
import mqttlab.contracts.news.Subscriber;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Leaving")
class LeavingChecks {

    @Graded(task = 5, points = 2, clause = {"MQTT-3.14.4-1", "MQTT-3.14.4-3"}, dependsOn = "connects",
            hint = "Paho's close() only frees what the client holds. disconnect() is what says goodbye, and it wants a "
                    + "connection: the second close() must not try it again.")
    @DisplayName("close sends a DISCONNECT before it ends the connection, and may be called twice")
    void takesLeave(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Publisher newsroom = cadiz.newsroom();
        Subscriber subscriber = cadiz.subscriber();

        newsroom.close();
        newsroom.close();
        subscriber.close();
        subscriber.close();

        for (TracedPacket connect : scene.trace().await(2, fromClient(CONNECT))) {
            scene.trace().await(fromClient(DISCONNECT).byClient(connect.packet().clientId()));
            scene.trace().await(closed(connect.connection()));
        }
    }
}
