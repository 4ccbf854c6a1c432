package mqttlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import mqttlab.lab.Ran;
import mqttlab.lab.ThisCheckout;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("lab soak")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", ":!*.adoc"})
class SoakCommandTest {

    @Test
    @DisplayName("runs a solution as often as it is asked to, and ends its load")
    void runs() {
        Ran ran = Ran.lab(ThisCheckout.root().toString(), "soak", "broker", "00", "--runs", "2", "--load", "1");

        assertThat(ran.out()).isEqualToNormalizingNewlines("broker-00-bytes: 0 of 2 runs wrong\n");
        assertThat(ran.status()).isZero();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("load");
    }
}
