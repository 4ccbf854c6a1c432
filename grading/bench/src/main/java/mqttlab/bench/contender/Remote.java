package mqttlab.bench.contender;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A broker that somebody else runs. Nothing is known of its process. */
record Remote(String name, InetSocketAddress address) implements Contender {

    @Override
    public String settings() {
        return "run by somebody else, with settings that the bench does not know";
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public boolean isOurs() {
        return false;
    }

    @Override
    public RunningBroker start(boolean journal) {
        return new Running(address);
    }

    private record Running(InetSocketAddress address) implements RunningBroker {

        @Override
        public Optional<Duration> startUp() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> cpu() {
            return Optional.empty();
        }

        @Override
        public OptionalLong resident() {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong live() {
            return OptionalLong.empty();
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public void close() {
            // It goes on without us.
        }
    }
}
