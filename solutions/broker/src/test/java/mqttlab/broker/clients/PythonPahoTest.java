package mqttlab.broker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With Python's Paho")
class PythonPahoTest extends ForClients {

    @Test
    @DisplayName("messages of every QoS, a large one, a retained one, a will and a persistent session go as they should")
    void conversation() throws Exception {
        String python = Program.require(withPaho(), "Python with paho.mqtt", "python3-paho-mqtt");
        Path script = Path.of(getClass().getResource("paho_client.py").toURI());
        try (Program client = Program.start(python, script.toString(), host, Integer.toString(port))) {
            assertThat(client.ended(0)).containsExactly("subscribed with QoS 2",
                    "300 messages came, those of each QoS in order", "the large one came", "the retained one came",
                    "the session is present: True", "kept: ['one', 'two']", "the will came");
        }
    }

    /** A machine may have several Pythons, and this module in one of them. */
    private static Optional<String> withPaho() {
        return Program.onPath("python3").filter(PythonPahoTest::hasPaho).findFirst();
    }

    private static boolean hasPaho(String python) {
        try (Program asking = Program.start(python, "-c", "import paho.mqtt.client")) {
            return asking.succeeds();
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }
}
