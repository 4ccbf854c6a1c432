package mqttlab.broker.server;

import java.util.Optional;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Characters;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Login;
import mqttlab.broker.codec.Payload;

/** Whether a client is let in. Each refusal is logged, with the client's address and nothing of its password. */
record Admission(Access access) {

    /** Whether it is; otherwise it has been told why not. */
    boolean admits(Connect connect, Connection connection) {
        Optional<String> fault = Characters.faultOf(connect.clientId());
        if (fault.isPresent()) {
            return connection.refuse(ConnectReturn.IDENTIFIER_REJECTED, "its identifier cannot be taken: " + fault.get());
        }
        connect.login().map(Login::userName).flatMap(Characters::faultOf).ifPresent(wrong -> {
            throw new ProtocolViolation("its user name cannot be taken: %s", wrong);
        });
        Identity identity = Identity.of(connect);
        Optional<Payload> password = connect.login().flatMap(Login::password);
        if (!access.admits(identity, password.map(Payload::bytes).orElse(null))) {
            return connection.refuse(ConnectReturn.NOT_AUTHORIZED, "wrong user name or password, for "
                    + identity.userName().map(name -> "user " + name).orElse("no user name"));
        }
        return true;
    }
}
