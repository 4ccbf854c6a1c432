package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Leash;

/** Python's Paho, which holds the whole conversation that it has with the reference broker, too. */
final class PythonClient {

    /** The first one whose broker can do all of it. */
    static final int STAGE = 8;

    private static final Path SCRIPT = ThisCheckout.root()
            .resolve("solutions/broker/src/test/resources/mqttlab/broker/clients/paho_client.py");

    private PythonClient() {
    }

    static List<Claim> claims() {
        return List.of(new Claim(STAGE,
                "serves messages of every QoS, a large one, a retained one, a persistent session and a will",
                PythonClient::converse));
    }

    private static void converse(BuiltStage broker) throws Exception {
        Process client = Leash.tied(List.of(withPaho().orElseThrow(), SCRIPT.toString(), StageProgram.HOST,
                Integer.toString(broker.with().port())));
        boolean ended = client.waitFor(Patience.usual().multipliedBy(6).toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            client.destroyForcibly();
        }
        String said = new String(client.getInputStream().readAllBytes(), UTF_8);
        assertThat(ended).as("it ends; it said %s", said).isTrue();
        assertThat(client.exitValue()).as("its exit status; it said %s", said).isZero();
        assertThat(said).contains("the session is present: True").endsWith("the will came" + System.lineSeparator());
    }

    /** A machine may have several Pythons, and this module in one of them. */
    static Optional<String> withPaho() {
        return Stream.concat(OnPath.programs("python3"), Stream.of(Path.of("/usr/bin/python3")).filter(Files::isExecutable))
                .map(Path::toString).filter(PythonClient::hasPaho).findFirst();
    }

    private static boolean hasPaho(String python) {
        try {
            Process asking = Leash.tied(List.of(python, "-c", "import paho.mqtt.client"));
            return asking.waitFor(Patience.usual().toMillis(), TimeUnit.MILLISECONDS) && asking.exitValue() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }
}
