package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Leash;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.tap.Tap;

/** Mosquitto's own clients, for one broker. */
record MosquittoClient(StageProgram broker) {

    private static final String PUB = "mosquitto_pub";
    private static final String SUB = "mosquitto_sub";
    private static final String RR = "mosquitto_rr";

    /** Whether this machine has them. */
    static boolean isHere() {
        return Stream.of(PUB, SUB, RR).allMatch(name -> OnPath.programs(name).findAny().isPresent());
    }

    private static Process start(String program, int port, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(program, "-h", StageProgram.HOST, "-p", Integer.toString(port),
                "-V", "mqttv311"));
        command.addAll(List.of(options));
        return Leash.tied(command);
    }

    Running started(String[] options, String... more) throws IOException {
        String[] all = Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
        return new Running(start(SUB, broker.port(), all), null);
    }

    /** Subscribed when this returns, as the packets show that go by. */
    Running subscribed(String... options) throws IOException {
        InetSocketAddress address = broker.address();
        Tap tap = Tap.to(() -> address);
        Running reader = new Running(start(SUB, tap.address().getPort(), options), tap);
        tap.trace().await(Events.fromBroker(PacketType.SUBACK));
        return reader;
    }

    /** It has subscribed to the response before it sends its request. */
    Running asking(String... options) throws IOException {
        return new Running(start(RR, broker.port(), options), null);
    }

    void publish(String... options) throws IOException, InterruptedException {
        try (Running publishing = new Running(start(PUB, broker.port(), options), null)) {
            assertThat(publishing.ended(0)).isEmpty();
        }
    }

    /** What the publisher says of it. */
    String refused(String... options) throws IOException, InterruptedException {
        try (Running publishing = new Running(start(PUB, broker.port(), options), null)) {
            return String.join("\n", publishing.ended(5));
        }
    }

    /**
     * One that runs.
     *
     * @param tap what it speaks through, or null
     */
    record Running(Process process, Tap tap) implements AutoCloseable {

        /** What it has said until it ended by itself, which it must do with this status. It never says much. */
        List<String> ended(int status) throws InterruptedException, IOException {
            boolean ended = process.waitFor(Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            List<String> said = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
            assertThat(ended).as("it ends; it said %s", said).isTrue();
            assertThat(process.exitValue()).as("its exit status; it said %s", said).isEqualTo(status);
            return said;
        }

        /** Without a DISCONNECT, if it still runs. */
        void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }

        @Override
        public void close() {
            kill();
            if (tap != null) {
                tap.close();
            }
        }
    }
}
