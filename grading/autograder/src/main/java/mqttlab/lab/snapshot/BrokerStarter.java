package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.starter.Starter;
import mqttlab.lab.starter.Wording;

/** What a student begins with who writes a broker: the first row of the table of stages, with the tasks of the first stage. */
public final class BrokerStarter {

    private BrokerStarter() {
    }

    /** Empty if this course has no broker to write. */
    public static Optional<Starter> of(Checkout checkout) {
        return checkout.stages().stream().findFirst().map(first ->
                new Starter(checkout.display(first.folder()), first.folder(), files(BrokerSource.of(checkout), wording(first))));
    }

    private static Wording wording(LabDefinition stage) {
        return new Wording("Stage " + stage.number() + ", task", stage.handout());
    }

    private static SortedMap<Path, byte[]> files(BrokerSource source, Wording wording) {
        SortedMap<Path, byte[]> files = new TreeMap<>();
        source.filesAfter(source.starter()).forEach((file, origin) -> {
            byte[] content = source.read(origin);
            boolean marked = origin.toString().endsWith(".java");
            files.put(file, marked ? unwritten(source.folder().resolve(origin), content, wording) : content);
        });
        return files;
    }

    private static byte[] unwritten(Path file, byte[] content, Wording wording) {
        String before = StageText.of(file.toString(), new String(content, UTF_8), 0);
        return Starter.fileOf(file, before.getBytes(UTF_8), wording);
    }
}
