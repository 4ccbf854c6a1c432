package mqttlab.broker.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Login;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.journal.Journal;

/** Whether a client is let in. Each refusal is logged, with the client's address and nothing of its password. */
record Admission(Access access, Journal journal) {

    private static final Logger LOG = System.getLogger("mqttlab.broker");

    /** What the CONNACK says. */
    ConnectReturn judge(Connect connect, String peer) {
        if (connect.clientId().isEmpty() && !connect.cleanSession()) {
            // [MQTT-3.1.3-8] nobody could come back to a session without a name.
            LOG.log(Level.WARNING, "{0} is refused: it wants a persistent session and gives no client identifier", peer);
            return ConnectReturn.IDENTIFIER_REJECTED;
        }
        if (journal.isBroken()) {
            LOG.log(Level.WARNING, "{0} is refused: nothing can be kept for it", peer);
            return ConnectReturn.SERVER_UNAVAILABLE;
        }
        Optional<Payload> password = connect.login().flatMap(Login::password);
        if (!access.admits(identity(connect, connect.clientId()), password.map(Payload::bytes).orElse(null))) {
            LOG.log(Level.WARNING, "{0} is refused: wrong user name or password, for {1}", peer,
                    connect.login().map(login -> "user " + login.userName()).orElse("no user name"));
            return ConnectReturn.NOT_AUTHORIZED;
        }
        return ConnectReturn.ACCEPTED;
    }

    /** @param clientId what the client is called, which the broker may have chosen */
    static Identity identity(Connect connect, String clientId) {
        return new Identity(clientId, connect.login().map(Login::userName));
    }
}
