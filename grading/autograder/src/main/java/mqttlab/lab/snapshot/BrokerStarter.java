package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.starter.Starter;
import mqttlab.lab.starter.Wording;

/** What a student begins with who writes a broker: the first row of the table of stages. Its tasks are those of stage 00. */
public final class BrokerStarter {

    private static final String FOLDER = "broker-from-scratch";
    private static final Wording WORDING = new Wording("Stage 00, task", FOLDER + "/stages/00-bytes.adoc");

    private BrokerStarter() {
    }

    /** Empty if this course has no broker to write. */
    public static Optional<Starter> of(Checkout checkout) {
        Path folder = checkout.root().resolve(FOLDER);
        return Files.isDirectory(folder)
                ? Optional.of(new Starter(FOLDER, folder, files(BrokerSource.of(checkout))))
                : Optional.empty();
    }

    private static SortedMap<Path, byte[]> files(BrokerSource source) {
        SortedMap<Path, byte[]> files = new TreeMap<>();
        source.filesAfter(source.starter()).forEach((file, origin) -> {
            byte[] content = source.read(origin);
            boolean marked = origin.toString().endsWith(".java");
            files.put(file, marked ? unwritten(source.folder().resolve(origin), content) : content);
        });
        return files;
    }

    private static byte[] unwritten(Path file, byte[] content) {
        String before = StageText.of(file.toString(), new String(content, UTF_8), 0);
        return Starter.fileOf(file, before.getBytes(UTF_8), WORDING);
    }
}
