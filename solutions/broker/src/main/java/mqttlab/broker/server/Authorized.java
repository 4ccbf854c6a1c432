package mqttlab.broker.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import mqttlab.broker.routing.Retaining;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.OwnedSession;

/**
 * Routes what a client may publish. The rest is acknowledged like any other message, and goes nowhere [MQTT-3.3.5-2]. Nobody may
 * publish on the topics on which the broker says how it is doing.
 */
record Authorized(Retaining router, OwnedSession publisher) implements Consumer<Message> {

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final String OF_THE_BROKER = "$SYS/";

    @Override
    public void accept(Message message) {
        if (!message.topic().startsWith(OF_THE_BROKER) && publisher.rights().mayPublish(message.topic())) {
            router.publish(message);
        } else {
            LOG.log(Level.DEBUG, "{0} may not publish to {1}", publisher, message.topic());
        }
    }
}
