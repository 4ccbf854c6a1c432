package mqttlab.lab.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.tap.DiagramWords;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TracePlantUml;

/** What a demo has shown, as files that slides include. Apart from run.adoc, they are the same each time. */
final class DemoRecording {

    private final Path folder;
    private final String number;
    private final String broker;
    private final List<String> participants;
    private final DiagramWords words;
    private final List<TraceEvent> whole = new ArrayList<>();

    /** @param broker its description, in which no path of this machine may stay */
    DemoRecording(Path folder, String number, String broker, List<String> participants, DiagramWords words) {
        this.folder = folder;
        this.number = number;
        this.broker = broker.replaceFirst(" \\(process .*\\)$", " (process)");
        this.participants = participants;
        this.words = words;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    void step(String name, String screen, List<TraceEvent> events, List<ByteTable> tables) {
        write(name + ".txt", screen);
        List<TraceEvent> drawn = events.stream().filter(event -> !(event instanceof Note)).toList();
        if (!drawn.isEmpty()) {
            write(name + ".puml", TracePlantUml.withoutTap(drawn, participants, words));
            whole.addAll(drawn);
        }
        if (!tables.isEmpty()) {
            write(name + "-bytes.adoc", tables.stream().map(ByteTable::asciidoc).collect(Collectors.joining("\n")));
        }
    }

    void finish() {
        write("whole.puml", TracePlantUml.withoutTap(whole, participants, words));
        write("run.adoc", ":demo-%s-broker: %s\n:demo-%s-date: %s\n".formatted(number, broker, number, LocalDate.now()));
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private InfrastructureException cannotWrite(IOException e) {
        return new InfrastructureException("cannot write to " + folder + ": " + e.getMessage(), e);
    }
}
