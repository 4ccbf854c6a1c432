package mqttlab.bench.hivemq;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * HiveMQ CE, open to everybody, with the folders {@code conf}, {@code data} and {@code extensions} of the one that it is given.
 */
final class HivemqMain {

    private HivemqMain() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        EmbeddedHiveMQ.builder()
                .withConfigurationFolder(folder.resolve("conf"))
                .withDataFolder(folder.resolve("data"))
                .withExtensionsFolder(folder.resolve("extensions"))
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("anybody").withName("Lets anybody in").withVersion("1").withAuthor("The course")
                        .withPriority(0).withStartPriority(0)
                        .withExtensionMain(new Anybody()).build())
                .build().start().join();
        new CountDownLatch(1).await();
    }
}
