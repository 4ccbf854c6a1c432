package mqttlab.proofs.junit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ends as the variable SAMPLE wants it to. Run by ProvedOnceTest only. */
@DisplayName("A sample")
@ProvedOnce(reads = {"labs", ":!*.adoc"})
public class Sample {

    private static final String WANTED = String.valueOf(System.getenv("SAMPLE"));

    @Test
    @DisplayName("is green")
    void green() {
        System.out.println("ran");
    }

    @Nested
    @DisplayName("deep down")
    class Deep {

        @TestFactory
        @DisplayName("and found out while it runs")
        Stream<DynamicTest> dynamic() {
            return Stream.of(DynamicTest.dynamicTest("may be red", () -> assertThat(WANTED).isNotEqualTo("red")),
                    DynamicTest.dynamicTest("may be aborted",
                            () -> assumeTrue(!WANTED.equals("aborted"), "there is no wish here")));
        }
    }
}
