package mqttlab.broker.journal;

import java.nio.file.Path;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("through kill -9, restarts and cut connections")
@ProvedOnce(reads = {})
class SoakTest {

    private static final long SECONDS = Long.getLong("soak", 8);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @Test
    @DisplayName("no acknowledged message is lost, and none with QoS 2 comes twice")
    void nothingIsLost(@TempDir Path folder) throws Exception {
        System.out.printf("soak: seed %d, %d s%n", SEED, SECONDS);
        System.out.println("soak: " + new Soak(SEED, SECONDS).run(folder));
    }
}
