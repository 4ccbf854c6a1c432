package mqttlab.lab.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import mqttlab.testkit.broker.Scratch;

/**
 * A submission that is a zip. Its entries are read one by one and written nowhere. It is not opened as a file system: that
 * hides the names that a zip really has, and an absolute one is to be refused.
 *
 * @param mayHoldAnother whether a zip that is all that is in it counts in its place
 */
record ZipSubmission(String student, Path zip, boolean mayHoldAnother) implements Submission {

    private static final String OF_WINDOWS = "IBM850";
    private static final int LONGEST_INSIDE = 20 * 1024 * 1024;

    ZipSubmission(String student, Path zip) {
        this(student, zip, true);
    }

    @Override
    public Submission named(String other) {
        return new ZipSubmission(other, zip, mayHoldAnother);
    }

    @Override
    public Contents open() throws UnusableSubmission {
        try {
            if (Files.size(zip) == 0) {
                throw new UnusableSubmission("the zip is empty: 0 bytes");
            }
            ZipFile file = openZip();
            try {
                Zip contents = new Zip(file, entries(file));
                return mayHoldAnother && contents.isOneZip() ? inside(contents) : contents;
            } catch (UnusableSubmission | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    /** A zip that holds nothing but another zip stands for that one, but only once: somebody could go on like that for ever. */
    private Contents inside(Zip outer) throws IOException, UnusableSubmission {
        try (outer) {
            Path copy = Scratch.folder("zip").resolve("inside.zip");
            Files.write(copy, outer.read(outer.files().getFirst(), LONGEST_INSIDE));
            return new ZipSubmission(student, copy, false).open();
        }
    }

    /** Windows writes names in the code page of its country; in this one are the letters of western Europe. */
    private ZipFile openZip() throws IOException {
        try {
            return new ZipFile(zip.toFile());
        } catch (ZipException e) {
            return new ZipFile(zip.toFile(), Charset.isSupported(OF_WINDOWS) ? Charset.forName(OF_WINDOWS) : StandardCharsets.ISO_8859_1);
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
            String name = normal(entry.getName());
            if (!name.isEmpty() && !entry.isDirectory() && !Clutter.is(name) && entries.put(name, entry) != null) {
                throw new UnusableSubmission("the zip has two files of the same name: " + name);
            }
        }
        return entries;
    }

    /**
     * The name as we write names: some programs for Windows write backslashes, others begin each name with {@code ./}. Of a
     * folder, nothing is left but the name of the file that it would be.
     */
    private static String normal(String given) throws UnusableSubmission {
        String name = given.replace('\\', '/');
        Deque<String> steps = new ArrayDeque<>();
        for (String step : name.split("/")) {
            if (step.equals("..") && steps.pollLast() == null) {
                throw outside(name);
            } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                steps.add(step);
            }
        }
        if (!steps.isEmpty() && (name.startsWith("/") || name.matches("[A-Za-z]:.*"))) {
            throw outside(name);
        }
        return name.endsWith("/") ? "" : String.join("/", steps);
    }

    private static UnusableSubmission outside(String name) {
        return new UnusableSubmission("a file in the zip would be unpacked outside of its folder: " + name);
    }

    private record Zip(ZipFile zip, Map<String, ZipEntry> entries) implements Contents {

        boolean isOneZip() {
            return entries.size() == 1 && files().getFirst().toLowerCase(Locale.ROOT).endsWith(".zip");
        }

        @Override
        public List<String> files() {
            return new ArrayList<>(entries.keySet());
        }

        @Override
        public byte[] read(String file, int maxBytes) throws UnusableSubmission {
            try (InputStream in = zip.getInputStream(entries.get(file))) {
                return Capped.read(file, in, maxBytes);
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
