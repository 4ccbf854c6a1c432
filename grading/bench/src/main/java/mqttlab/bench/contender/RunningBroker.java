package mqttlab.bench.contender;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A broker that answers. What cannot be known of it is empty. */
public interface RunningBroker extends AutoCloseable {

    InetSocketAddress address();

    /** From the start of its process to its first CONNACK. */
    Optional<Duration> startUp();

    /** User and system time of its process so far. */
    Optional<Duration> cpu();

    /** Memory that its process occupies, in bytes. */
    OptionalLong resident();

    /** Memory that its objects occupy after a collection, in bytes, where there is such a thing. */
    OptionalLong live();

    boolean isAlive();

    @Override
    void close();
}
