package mqttlab.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What nobody has caught")
class LastWordsTest {

    /** Ends threads as its arguments say, in a process of its own. */
    static final class Victim {

        private static final Logger LOG = Logger.getLogger("mqttlab.broker");

        private Victim() {
        }

        public static void main(String[] args) throws Exception {
            LastWords.use(LOG);
            Thread.startVirtualThread(() -> {
                throw new IllegalStateException("first");
            }).join();
            Thread.startVirtualThread(() -> {
                throw new StackOverflowError("second");
            }).join();
            new CountDownLatch(1).await();
        }
    }

    @Test
    @DisplayName("is said; an error ends the process as well, with status 3, though other threads go on")
    void said() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Victim.class.getName()).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(said).containsSubsequence("IllegalStateException: first, at mqttlab.broker.LastWordsTest",
                    "The broker ends: java.lang.StackOverflowError: second, at ");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(3);
        } finally {
            process.destroyForcibly();
        }
    }
}
