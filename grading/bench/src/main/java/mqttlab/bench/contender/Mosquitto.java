package mqttlab.bench.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Availability;
import mqttlab.testkit.broker.MosquittoProgram;
import mqttlab.testkit.broker.Scratch;

/** The {@code mosquitto} of this machine, to which all others are compared. */
final class Mosquitto implements Contender {

    static final String NAME = "mosquitto";

    /** Without the first line, acknowledgements would be delayed; without the second, messages would be dropped. */
    private static final List<String> SETTINGS = List.of("set_tcp_nodelay true", "max_queued_messages 0",
            "max_inflight_messages 20", "allow_anonymous true", "log_type error", "connection_messages false");

    private final Availability availability = MosquittoProgram.availability();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String settings() {
        return availability.detail() + " with " + String.join(", ", SETTINGS)
                + "; with a journal: persistence true, which saves when it stops and every 30 minutes, and never syncs";
    }

    @Override
    public Optional<String> missing() {
        return availability.available() ? Optional.empty() : Optional.of(availability.detail() + ". " + availability.advice());
    }

    @Override
    public RunningBroker start(boolean journal) {
        String program = MosquittoProgram.find().orElseThrow(() -> new InfrastructureException("mosquitto was here and is gone"))
                .file().toString();
        Path folder = Scratch.folder(NAME);
        return BrokerProcess.started(NAME, folder, port -> List.of(program, "-c", conf(folder, port, journal).toString()));
    }

    private static Path conf(Path folder, int port, boolean journal) {
        String text = """
                listener %d %s
                user root
                persistence %s
                persistence_location %s/
                log_dest stderr
                %s
                """.formatted(port, BrokerProcess.HOST, journal, folder, String.join("\n", SETTINGS));
        try {
            return Files.writeString(folder.resolve("mosquitto.conf"), text);
        } catch (IOException e) {
            throw new InfrastructureException("cannot write " + folder + ": " + e.getMessage(), e);
        }
    }
}
