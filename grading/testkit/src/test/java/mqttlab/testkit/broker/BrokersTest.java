package mqttlab.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mqttlab.testkit.InfrastructureException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The choice of a broker")
class BrokersTest {

    private static final Function<BrokerKind, Availability> ONLY_EMBEDDED = kind -> switch (kind) {
        case CONTAINER -> Availability.missing(kind, "no Docker engine (there is no socket)", "Install Docker.");
        case PROCESS -> Availability.missing(kind, "no mosquitto on the PATH", "Install it.");
        case EMBEDDED -> Availability.found(kind, "Moquette");
    };

    @Test
    @DisplayName("falls to the embedded one where there is nothing else, and says why")
    void auto() {
        try (Brokers brokers = Brokers.auto(ONLY_EMBEDDED)) {
            assertThat(brokers.kind()).isEqualTo("embedded");
            assertThat(brokers.choice())
                    .isEqualTo("embedded: no Docker engine (there is no socket); no mosquitto on the PATH");
            assertThat(brokers.shared().description()).startsWith("Moquette");
        }
    }

    @Test
    @DisplayName("that is forced and cannot be met is an error with the reason and what to do")
    void forced() {
        assertThatThrownBy(() -> Brokers.forced(BrokerKind.PROCESS, ONLY_EMBEDDED))
                .isInstanceOf(InfrastructureException.class)
                .hasMessage("You asked for the broker 'process', but there is no mosquitto on the PATH. Install it.");
    }

    @Test
    @DisplayName("may be none, and then to ask for one is a mistake of ours")
    void none() {
        assertThat(Brokers.none().areNone()).isTrue();
        assertThatThrownBy(() -> Brokers.none().shared()).isInstanceOf(InfrastructureException.class)
                .hasMessage("this suite was to do without a broker");
    }

    @Test
    @DisplayName("for the proof of a check is none that has been asked before in another wrapping")
    void different() {
        List<String> kinds = List.of("container", "process", "embedded");
        String container = "Mosquitto 2.0.22 (container eclipse-mosquitto:2.0.22)";
        String moquette = "Moquette 0.18.1 (embedded)";

        assertThat(EveryBroker.different(kinds, Map.of("container", container, "process", "Mosquitto 2.0.22 (process /a b)",
                "embedded", moquette))).containsExactly("container", "embedded");
        assertThat(EveryBroker.different(kinds, Map.of("container", container, "process", "Mosquitto 2.0.21 (process /a b)",
                "embedded", moquette))).isEqualTo(kinds);
    }

    @Test
    @DisplayName("is told to lab doctor for every kind, with advice for what is missing")
    void survey() {
        List<Availability> survey = Brokers.survey();
        assertThat(survey).extracting(Availability::kind).containsExactly(BrokerKind.values());
        assertThat(survey).allSatisfy(one -> {
            assertThat(one.detail()).isNotBlank();
            assertThat(one.advice().isEmpty()).isEqualTo(one.available());
        });
    }

    @ParameterizedTest(name = "{0}: {2}")
    @DisplayName("in a container needs its image, too, and lab doctor says where it is not and cannot be pulled")
    @CsvSource(delimiter = '|', textBlock = """
            image    | true  | Docker 20.10, image IMAGE
            manifest | true  | Docker 20.10, image IMAGE, which the first check will pull
            nothing  | false | Docker is here, but its image IMAGE is not, and cannot be pulled
            """)
    void image(String works, boolean available, String detail) {
        Availability found = MosquittoImage.withImage(new DockerEngine.Look(true, "20.10", ""),
                command -> command.getFirst().equals(works));
        assertThat(found.detail()).isEqualTo(detail.replace("IMAGE", MosquittoImage.name()));
        assertThat(found.available()).isEqualTo(available);
        assertThat(found.advice().isEmpty()).isEqualTo(available);
    }

    @Test
    @DisplayName("says in few words that an image cannot be pulled, whatever docker has said")
    void unpullable() {
        assertThat(new MosquittoImage.Unpullable("Error response from daemon: Get \"https://registry\": dial tcp").inBrief())
                .isEqualTo("the image %s is not here (./lab doctor)", MosquittoImage.name());
    }

    @Test
    @DisplayName("closes the brokers that were left open, and opens no more")
    void close() {
        Brokers brokers = Brokers.forced(BrokerKind.EMBEDDED);
        Broker left = brokers.own(BrokerSettings.anonymous());
        brokers.close();
        assertThatThrownBy(() -> Paho.to(left, "late")).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> brokers.own(BrokerSettings.anonymous())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("finds out quickly that no Docker engine answers")
    @Timeout(value = 1, unit = TimeUnit.SECONDS)
    void noDocker(@TempDir Path folder) {
        assertThat(DockerEngine.look(URI.create("tcp://127.0.0.1:1")).problem())
                .startsWith("tcp://127.0.0.1:1 does not answer");
        URI missing = URI.create("unix://" + folder.resolve("no.sock"));
        assertThat(DockerEngine.look(missing).problem()).startsWith(missing + " does not answer");
    }

    @Test
    @DisplayName("finds no mosquitto where there is none")
    void noMosquitto(@TempDir Path folder) {
        assertThat(MosquittoProgram.find(folder.toString(), folder.resolve("elsewhere").toString())).isEmpty();
    }
}
