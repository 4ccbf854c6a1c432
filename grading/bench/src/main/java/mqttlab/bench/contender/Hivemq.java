package mqttlab.bench.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Scratch;

/** HiveMQ CE. Its libraries have a folder of their own, because they are not those of the others. */
record Hivemq(Path course) implements Contender {

    private static final String MAIN = "mqttlab.bench.hivemq.HivemqMain";

    private static final String CONFIG = """
            <?xml version="1.0"?>
            <hivemq>
              <listeners>
                <tcp-listener><port>%d</port><bind-address>%s</bind-address></tcp-listener>
              </listeners>
              <mqtt>
                <queued-messages><max-queue-size>200000</max-queue-size></queued-messages>
                <receive-maximum><server-receive-maximum>100</server-receive-maximum></receive-maximum>
              </mqtt>
              <persistence><mode>%s</mode></persistence>
              <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
            </hivemq>
            """;

    private static final String LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private Path libraries() {
        return course.resolve("grading/bench/hivemq/target/lib");
    }

    @Override
    public String name() {
        return "hivemq";
    }

    @Override
    public String settings() {
        return version() + " with queues of 200000 messages, kept in memory; with a journal: kept in files";
    }

    private String version() {
        return jars().stream().map(each -> each.getFileName().toString()).filter(each -> each.startsWith("hivemq-community"))
                .map(each -> "HiveMQ CE " + each.replaceAll("[^0-9.]+|\\.jar", "")).findFirst().orElse("HiveMQ CE");
    }

    private List<Path> jars() {
        try (Stream<Path> files = Files.list(libraries())) {
            return files.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public Optional<String> missing() {
        return jars().isEmpty() ? Optional.of("its libraries are not in grading/bench/hivemq. './lab bench' fetches them; "
                + "by hand, it is: mvn -pl grading/bench/hivemq package") : Optional.empty();
    }

    @Override
    public RunningBroker start(boolean journal) {
        Path folder = Scratch.folder(name());
        return BrokerProcess.started(name(), folder, port -> {
            write(folder, port, journal);
            return Jvm.command(Jvm.HIVEMQ, libraries() + "/*", MAIN, folder);
        });
    }

    private static void write(Path folder, int port, boolean journal) {
        try {
            for (String each : List.of("conf", "data", "extensions")) {
                Files.createDirectory(folder.resolve(each));
            }
            Files.writeString(folder.resolve("conf/config.xml"),
                    CONFIG.formatted(port, BrokerProcess.HOST, journal ? "file" : "in-memory"));
            Files.writeString(folder.resolve("conf/logback.xml"), LOGGING);
        } catch (IOException e) {
            throw new InfrastructureException("cannot write " + folder + ": " + e.getMessage(), e);
        }
    }
}
