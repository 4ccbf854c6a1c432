package mqttlab.testkit.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A running MQTT broker. All methods may be called from any thread; those that change the broker's state wait until it
 * has changed, and throw {@link mqttlab.testkit.InfrastructureException} when it does not.
 */
public interface Broker extends AutoCloseable {

    String host();

    /** The port for plain MQTT. It may be another one after {@link #stop()} and {@link #start()}. */
    int port();

    /** The port for MQTT over TLS, when the settings ask for TLS. */
    OptionalInt tlsPort();

    /** What it is, with its version as found: {@code Mosquitto 2.0.11 (process /usr/sbin/mosquitto)}. */
    String description();

    /** The limits that the settings ask for and this kind of broker cannot keep; empty when it keeps them all. */
    default List<String> unmet() {
        return List.of();
    }

    /** Whether its process is there; not, after {@link #stop()} or a crash. */
    default boolean isAlive() {
        return true;
    }

    /** Whether a client can connect to it now, or within this time. */
    default boolean isAnswering(Duration patience) {
        try (Socket knock = new Socket()) {
            knock.connect(new InetSocketAddress(host(), port()), (int) patience.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** How long processors have worked for it so far, where that can be seen. */
    default Optional<Duration> processorTime() {
        return Optional.empty();
    }

    /** Stops it as an administrator would: it closes its connections and saves what its settings say it keeps. */
    void stop();

    void start();

    /** From now on it is there, takes connections and answers nothing, as after SIGSTOP. */
    void pause();

    void resume();

    /** The last lines of the broker's own log. */
    List<String> log();

    /** Stops it and removes every trace of it. A second call does nothing. */
    @Override
    void close();
}
