package mqttlab.broker.access;

import java.util.Optional;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Login;

/** Who a client says it is in its CONNECT. Without a user name it is anonymous. */
public record Identity(String clientId, Optional<String> userName) {

    public static Identity of(Connect connect) {
        return new Identity(connect.clientId(), connect.login().map(Login::userName));
    }

    public static Identity anonymous(String clientId) {
        return new Identity(clientId, Optional.empty());
    }

    public static Identity of(String clientId, String userName) {
        return new Identity(clientId, Optional.of(userName));
    }
}
