package mqttlab.bench.contender;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mqttlab.testkit.broker.Scratch;

/**
 * The broker of this course, from {@code solutions/broker}.
 *
 * @param io how it waits for its clients: {@code loops}, as it does unless it is told otherwise, or {@code threads}
 */
record Reference(Path course, String io) implements Contender {

    private static final String MAIN = "mqttlab.broker.Main";

    private Path classes() {
        return course.resolve("solutions/broker/target/classes");
    }

    @Override
    public String name() {
        return io.equals("loops") ? "reference" : io;
    }

    @Override
    public String settings() {
        return "the course's broker with the JVM options of solutions/broker/jvm.options, log=error, io=" + io
                + "; with a journal: a data folder";
    }

    @Override
    public Optional<String> missing() {
        return Files.exists(classes().resolve(MAIN.replace('.', '/') + ".class")) ? Optional.empty()
                : Optional.of("solutions/broker has no compiled " + MAIN + ". './lab bench' compiles it; by hand, "
                        + "it is: mvn -pl solutions/broker -am package -DskipTests");
    }

    @Override
    public RunningBroker start(boolean journal) {
        Path folder = Scratch.folder(name());
        return BrokerProcess.started(name(), folder, port -> {
            List<Object> arguments = new ArrayList<>(List.of("port=" + port, "bind=" + BrokerProcess.HOST,
                    "log=error", "io=" + io));
            if (journal) {
                arguments.add("data=" + folder.resolve("data"));
            }
            List<String> options = List.of("@" + course.resolve("solutions/broker/jvm.options"));
            return Jvm.command(options, classes().toString(), MAIN, arguments.toArray());
        });
    }
}
