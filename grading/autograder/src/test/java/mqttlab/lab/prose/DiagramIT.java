package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.student.InOwnJvm;
import mqttlab.testkit.student.Picture;
import mqttlab.testkit.student.StudentRun;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TraceText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The picture in a handout")
class DiagramIT {

    @TempDir
    private Path folder;

    @TestFactory
    @DisplayName("is what the solution and a broker say to each other")
    Stream<DynamicTest> pictures() {
        return Pages.snippets().filter(each -> each.is("diagram")).map(each -> DynamicTest.dynamicTest(each.where(), () -> {
            each.requireItsBroker();
            String recorded = recorded(Page.lab(each.lab().orElseThrow())).stripTrailing();
            assertThat(each.text())
                    .as("To mend the picture, put this into the block [role=diagram] of %s:%n%n%s%n", each.page(), recorded)
                    .isEqualTo(recorded);
        }));
    }

    private String recorded(LabDefinition lab) throws Exception {
        Picture picture = Class.forName(lab.suite() + ".Picture").asSubclass(Picture.class).getConstructor().newInstance();
        Path classes = new Project(lab.solution(), lab.libraries()).compile(folder.resolve(lab.name())).classes();
        try (Brokers brokers = Brokers.named(Terminal.broker()); InOwnJvm code = new InOwnJvm(classes, lab.libraries())) {
            return TraceText.diagram(held(picture, code, brokers.shared()));
        }
    }

    /**
     * A solution gives up where nobody answers it for two seconds, as it should; a machine that is so busy gets a second chance.
     */
    private static List<TraceEvent> held(Picture picture, InOwnJvm code, Broker broker) throws Exception {
        try {
            return heldOnce(picture, code, broker);
        } catch (BrokerUnavailableException busy) {
            return heldOnce(picture, code, broker);
        }
    }

    private static List<TraceEvent> heldOnce(Picture picture, InOwnJvm code, Broker broker) throws Exception {
        try (StudentRun run = code.start(); Tap tap = Tap.to(() -> new InetSocketAddress(broker.host(), broker.port()))) {
            return picture.held(run, tap);
        }
    }
}
