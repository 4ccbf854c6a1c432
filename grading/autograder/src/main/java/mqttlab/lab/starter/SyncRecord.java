package mqttlab.lab.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mqttlab.testkit.InfrastructureException;

/** What {@code lab sync} has last written into a lab, as digests: so that it can be run again before anything is committed. */
record SyncRecord(Path lab, Map<Path, String> digests) {

    private static final String PLACE = "target/lab/synced";

    static SyncRecord read(Path lab) {
        Path file = lab.resolve(PLACE);
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return new SyncRecord(lab, lines.stream().map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(each -> Path.of(each[1]), each -> each[0])));
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static void write(Path lab, Map<Path, byte[]> files) {
        Path file = lab.resolve(PLACE);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, files.entrySet().stream().map(each -> digest(each.getValue()) + " " + each.getKey()).toList());
        } catch (IOException e) {
            throw new InfrastructureException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    boolean hasUnchanged(Path file) {
        try {
            return digests.containsKey(file) && digests.get(file).equals(digest(Files.readAllBytes(lab.resolve(file))));
        } catch (IOException e) {
            return false;
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
