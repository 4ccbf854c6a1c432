package mqttlab.broker.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.health.Statistics;

/** Counts a client and what it publishes, and logs that it comes and goes. */
record Accounting(Statistics statistics, String peer, String clientId) implements Handler {

    private static final Logger LOG = System.getLogger("mqttlab.broker");

    Accounting {
        statistics.connected.increment();
        LOG.log(Level.INFO, "{0} has connected from {1}", clientId, peer);
    }

    @Override
    public boolean handle(Packet packet) {
        if (packet instanceof Publish) {
            statistics.received.increment();
        }
        return false;
    }

    @Override
    public void end(boolean goodbye) {
        statistics.connected.decrement();
        LOG.log(Level.INFO, "{0} has disconnected", clientId);
    }
}
