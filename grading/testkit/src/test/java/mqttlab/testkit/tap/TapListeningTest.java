package mqttlab.testkit.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tap says whether it listens")
class TapListeningTest {

    @Test
    @DisplayName("at once, before it no longer does, and when it does again")
    void told() {
        List<String> told = new ArrayList<>();
        try (Tap tap = Tap.to(() -> new InetSocketAddress("127.0.0.1", 1))) {
            tap.onListening(listens -> told.add(listens + ", and it is " + (answers(tap) ? "there" : "not there")));
            tap.unplug();
            assertThat(answers(tap)).isFalse();
            tap.plugIn();
        }

        assertThat(told).containsExactly("true, and it is there", "false, and it is there", "true, and it is there");
    }

    private static boolean answers(Tap tap) {
        try (Socket socket = new Socket()) {
            socket.connect(tap.address(), 5_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
