package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Ana has written her broker up to stage 01, Eva has topic filters in a broker that does not start, and Luis has done lab 01. */
@DisplayName("lab grade, on brokers")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", ":!*.adoc"})
@TestInstance(Lifecycle.PER_CLASS)
class GradeStagesIT {

    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());
    private static final String BROKER = "src/main/java/mqttlab/broker/";

    private Path out;
    private Ran ran;

    @BeforeAll
    void grade(@TempDir Path folder) throws IOException {
        assumeTrue(Files.isDirectory(CHECKOUT.referenceBroker()), "students get no solutions");
        Path submissions = folder.resolve("class");
        Snapshot.of(CHECKOUT, "01").write(submissions.resolve("ana/repository/broker-from-scratch"));
        write(submissions.resolve("eva"), BROKER + "Main.java", """
                package mqttlab.broker;

                public final class Main {
                    public static void main(String[] args) {
                        throw new IllegalStateException("not yet");
                    }
                }
                """);
        write(submissions.resolve("eva"), BROKER + "Mine.java", """
                package mqttlab.broker;

                import java.util.Set;

                public final class Mine implements mqttlab.contracts.broker.TopicFilters {
                    public void subscribe(String client, String filter) { }
                    public void unsubscribe(String client, String filter) { }
                    public Set<String> matching(String topicName) { throw new IllegalStateException("nor this"); }
                }
                """);
        write(submissions.resolve("eva"), "src/main/resources/META-INF/services/mqttlab.contracts.broker.TopicFilters",
                "mqttlab.broker.Mine\n");
        write(submissions.resolve("luis"), "src/main/java/mqttlab/lab01/Own.java", "package mqttlab.lab01;\n\nclass Own {\n}\n");
        write(submissions.resolve("luis"), "src/main/resources/META-INF/services/mqttlab.contracts.news.Publisher",
                "mqttlab.lab01.Own\n");
        out = folder.resolve("out");
        ran = Ran.lab(CHECKOUT.root().toString(), "grade", submissions.toString(), "--out", out.toString(),
                "--broker", "embedded", "--lab", "broker 01", "--lab", "broker-03-filters", "--jobs", "1", "--seed", "7");
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private JsonNode result(String student) throws IOException {
        return new ObjectMapper().readTree(out.resolve("results/" + student + ".json").toFile());
    }

    @Test
    @DisplayName("judges each stage that was asked for, and names it in the gradebook and on the page")
    void stages() throws IOException {
        assertThat(ran.err().lines()).singleElement().asString().startsWith("lab: ").contains("sandbox");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).containsPattern("ana +broker 01 +37/37");
        assertThat(Files.readAllLines(out.resolve("gradebook.csv"))).contains("ana,broker 01,37,37,28,0,0,0,0,0,")
                .anyMatch(line -> line.startsWith("ana,broker 03,"));
        assertThat(out.resolve("report.html")).content()
                .contains("<h3>Broker from scratch, stage 01: Hello, 37 of 37 points</h3>", "--lab &quot;broker 01&quot;");
        assertThat(result("ana").get("ignored")).isEmpty();
    }

    @Test
    @DisplayName("tries a part of a student's own in the course's broker, as lab check does")
    void yours() throws IOException {
        JsonNode filters = result("eva").get("labs").get(1);
        assertThat(filters.get("lab").asText()).isEqualTo("broker-03-filters");
        assertThat(filters.get("points").asInt()).isZero();
        assertThat(filters.get("withOurs").get("checks").findValuesAsText("message"))
                .anyMatch(each -> each.startsWith("TopicFilters.matching(") && each.contains("nor this"));
        assertThat(result("eva").get("ignored")).isEmpty();
    }

    @Test
    @DisplayName("takes nothing of a lab for a broker")
    void labs() throws IOException {
        assertThat(result("luis").get("labs").get(0).get("checks").findValuesAsText("message"))
                .allMatch(each -> each.startsWith("there is no file of this stage in the submission: "
                        + "none matches src/main/java/mqttlab/broker/**"));
        assertThat(List.of(result("luis").get("ignored").get(0).asText(), result("luis").get("ignored").get(1).asText()))
                .containsExactly("src/main/java/mqttlab/lab01/Own.java",
                        "src/main/resources/META-INF/services/mqttlab.contracts.news.Publisher");
    }
}
