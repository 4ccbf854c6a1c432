package mqttlab.lab.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips as students and attackers make them. */
public final class Zips {

    static final int LINK = 0120777;

    private Zips() {
    }

    public static Path write(Path zip, Map<String, byte[]> entries) {
        return write(zip, entries, StandardCharsets.UTF_8);
    }

    static Path write(Path zip, Map<String, byte[]> entries, Charset namesIn) {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), namesIn)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path of(Path zip, String... names) {
        return write(zip, Stream.of(names).collect(Collectors.toMap(name -> name,
                name -> name.getBytes(StandardCharsets.UTF_8))));
    }

    /** What somebody gets who zips a folder. */
    public static Path folder(Path zip, Path folder) {
        Map<String, byte[]> entries = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.getParent().relativize(file).toString().replace('\\', '/');
                entries.put(name, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return write(zip, entries);
    }

    /** Says of an entry what Unix calls it, as {@code zip --symlinks} does; the text of a link is where it leads to. */
    static void mode(Path zip, String name, int mode) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + 46 + wanted.length <= bytes.length; i++) {
            boolean isHeader = bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2;
            if (isHeader && Arrays.equals(bytes, i + 46, i + 46 + wanted.length, wanted, 0, wanted.length)) {
                bytes[i + 5] = 3;
                bytes[i + 40] = (byte) mode;
                bytes[i + 41] = (byte) (mode >> 8);
            }
        }
        Files.write(zip, bytes);
    }

    /** With the flag that says that it is encrypted, in each entry's two headers. */
    static void encrypt(Path zip) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        for (List<Integer> header : List.of(List.of(3, 4, 6), List.of(1, 2, 8))) {
            for (int i = 0; i + 10 < bytes.length; i++) {
                if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == header.get(0) && bytes[i + 3] == header.get(1)) {
                    bytes[i + header.get(2)] |= 1;
                }
            }
        }
        Files.write(zip, bytes);
    }
}
