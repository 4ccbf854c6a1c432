package mqttlab.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import mqttlab.lab.ThisCheckout;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionClosed.How;
import mqttlab.testkit.tap.Party;
import mqttlab.testkit.tap.Recording;
import mqttlab.testkit.tap.Trace;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A recorded diagram")
class SpokenWordsTest {

    private static SpokenWords words(Language language) {
        return SpokenWords.of(ThisCheckout.root(), language);
    }

    @ParameterizedTest
    @CsvSource({"newsroom, newsroom, redacción", "mosq-7, mosq-7, mosq-7", "connection 2, connection 2, conexión 2"})
    @DisplayName("calls those who take part by their names in its language")
    void clients(String identifier, String english, String spanish) {
        assertThat(words(Language.EN).client(identifier)).isEqualTo(english);
        assertThat(words(Language.ES).client(identifier)).isEqualTo(spanish);
    }

    @Test
    @DisplayName("says what is in a packet in its language, and what was sent as it was sent")
    void packets() {
        assertThat(words(Language.ES).packet(Packets.connect("lamp").packet()))
                .isEqualTo("CONNECT lamp, sesión limpia, keep alive 0 s");
        assertThat(words(Language.EN).packet(Packets.connect("lamp").packet()))
                .isEqualTo("CONNECT lamp, clean session, keep alive 0 s");
    }

    @ParameterizedTest
    @CsvSource({"BROKER, ORDERLY, broker closed the connection, el broker cierra la conexión",
        "CLIENT, ORDERLY, client closed the connection, el cliente cierra la conexión",
        "CLIENT, RESET, client reset the connection, el cliente corta la conexión"})
    @DisplayName("says in its language by whom a connection was closed")
    void closed(Party by, How how, String english, String spanish) {
        Trace trace = new Trace();
        Recording.open(trace).closed(by, how, "");
        assertThat(words(Language.EN).event(trace.events().getLast())).isEqualTo(english);
        assertThat(words(Language.ES).event(trace.events().getLast())).isEqualTo(spanish);
    }
}
