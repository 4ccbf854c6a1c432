package mqttlab.testkit.mqtt;

import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.nio.charset.StandardCharsets;

/** A CONNECT with all its options. */
public final class ConnectBuilder {

    private final MqttMessageBuilders.ConnectBuilder connect;

    ConnectBuilder(String clientId) {
        connect = MqttMessageBuilders.connect().protocolVersion(MqttVersion.MQTT_3_1_1).clientId(clientId)
                .cleanSession(true).keepAlive(0);
    }

    public ConnectBuilder cleanSession(boolean clean) {
        connect.cleanSession(clean);
        return this;
    }

    /** In seconds; 0, as it is at first, turns it off. */
    public ConnectBuilder keepAlive(int seconds) {
        connect.keepAlive(seconds);
        return this;
    }

    public ConnectBuilder will(Will will) {
        connect.willFlag(true).willTopic(will.topic()).willMessage(will.payload().bytes())
                .willQoS(MqttQoS.valueOf(will.qos())).willRetain(will.retain());
        return this;
    }

    public ConnectBuilder userName(String name) {
        connect.hasUser(true).username(name);
        return this;
    }

    public ConnectBuilder password(String password) {
        connect.hasPassword(true).password(password.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public Packet packet() {
        return Encoder.encode(connect.build());
    }
}
