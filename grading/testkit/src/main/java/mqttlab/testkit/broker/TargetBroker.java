package mqttlab.testkit.broker;

import java.util.List;
import java.util.OptionalInt;

/** A broker that somebody has started already, in any language: it can be talked to, and nothing else. */
public record TargetBroker(String host, int port) implements Broker {

    @Override
    public OptionalInt tlsPort() {
        return OptionalInt.empty();
    }

    @Override
    public String description() {
        return "tcp://" + host + ":" + port;
    }

    @Override
    public void stop() {
        throw unsupported();
    }

    @Override
    public void start() {
        throw unsupported();
    }

    @Override
    public void pause() {
        throw unsupported();
    }

    @Override
    public void resume() {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("a broker that others have started is left running");
    }

    @Override
    public List<String> log() {
        return List.of();
    }

    @Override
    public void close() {
        // It is not ours.
    }
}
