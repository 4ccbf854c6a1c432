package mqttlab.lab.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A submission that is a zip. Its entries are read one by one and written nowhere. It is not opened as a file system: that
 * hides the names that a zip really has, and an absolute one is to be refused.
 */
record ZipSubmission(String student, Path zip) implements Submission {

    @Override
    public Submission named(String other) {
        return new ZipSubmission(other, zip);
    }

    @Override
    public Contents open() throws UnusableSubmission {
        try {
            if (Files.size(zip) == 0) {
                throw new UnusableSubmission("the zip is empty: 0 bytes");
            }
            ZipFile file = openZip();
            try {
                return new Zip(file, entries(file));
            } catch (UnusableSubmission | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    /** Windows writes names in the code page of its country. Names that matter to us are ASCII, so that any will do. */
    private ZipFile openZip() throws IOException {
        try {
            return new ZipFile(zip.toFile());
        } catch (ZipException e) {
            return new ZipFile(zip.toFile(), StandardCharsets.ISO_8859_1);
        }
    }

    private static UnusableSubmission unreadable(Exception e) {
        String why = String.valueOf(e.getMessage());
        return new UnusableSubmission(why.contains("encrypted")
                ? "the zip is encrypted: hand it in without a password"
                : "the zip cannot be read: " + why);
    }

    private static Map<String, ZipEntry> entries(ZipFile file) throws UnusableSubmission {
        if (file.size() > Contents.MOST_FILES) {
            throw new UnusableSubmission("it has more than " + Contents.MOST_FILES + " files");
        }
        Map<String, ZipEntry> entries = new TreeMap<>();
        for (ZipEntry entry : file.stream().map(ZipEntry.class::cast).toList()) {
            // Some programs for Windows write backslashes.
            String name = entry.getName().replace('\\', '/');
            refuseEscape(name);
            if (!name.endsWith("/") && !Clutter.is(name) && entries.put(name, entry) != null) {
                throw new UnusableSubmission("the zip has two files of the same name: " + name);
            }
        }
        return entries;
    }

    private static void refuseEscape(String name) throws UnusableSubmission {
        boolean absolute = name.startsWith("/") || name.matches("[A-Za-z]:.*");
        if (absolute || List.of(name.split("/")).contains("..")) {
            throw new UnusableSubmission("a file in the zip would be unpacked outside of its folder: " + name);
        }
    }

    private record Zip(ZipFile zip, Map<String, ZipEntry> entries) implements Contents {

        @Override
        public List<String> files() {
            return new ArrayList<>(entries.keySet());
        }

        @Override
        public byte[] read(String file, int mostBytes) throws UnusableSubmission {
            try (InputStream in = zip.getInputStream(entries.get(file))) {
                return Capped.read(file, in, mostBytes);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public void close() {
            try {
                zip.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
    }
}
