package mqttlab.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.broker.KindsHere;
import mqttlab.testkit.tap.TinyBroker;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A broker that was not written for this course")
class FinishedBrokerTest {

    @ParameterizedTest
    @MethodSource("mqttlab.testkit.broker.KindsHere#all")
    @DisplayName("is recognised")
    void recognised(BrokerKind kind) {
        try (Brokers brokers = Brokers.forced(kind)) {
            Broker broker = brokers.shared();
            assertThat(FinishedBroker.at(new InetSocketAddress(broker.host(), broker.port()))).isPresent();
        }
    }

    @Test
    @DisplayName("is not taken for one that was")
    void notConfused() throws IOException {
        try (TinyBroker broker = new TinyBroker()) {
            assertThat(FinishedBroker.at(broker.address())).isEmpty();
        }
    }

    @Test
    @DisplayName("is not where nobody listens")
    void nobody() {
        assertThat(FinishedBroker.at(new InetSocketAddress("127.0.0.1", 1))).isEmpty();
    }
}
