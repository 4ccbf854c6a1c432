package mqttlab.lab.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
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
    private static final int MOST_BYTES_INSIDE = 20 * 1024 * 1024;
    private static final int MOST_BYTES = 200 * 1024 * 1024;

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
            Path there = OnDisk.submission(zip, OnDisk.Kind.FILE);
            refuseSize(Files.size(there));
            ZipFile file = openZip(there);
            try {
                Zip contents = contents(file, ZipLinks.in(there));
                return mayHoldAnother && contents.isOneZip() ? inside(contents) : contents;
            } catch (UnusableSubmission | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    /** Its table of contents is read into memory before anybody can look at it. */
    private static void refuseSize(long bytes) throws UnusableSubmission {
        if (bytes == 0) {
            throw new UnusableSubmission("the zip is empty: 0 bytes");
        }
        if (bytes > MOST_BYTES) {
            throw new UnusableSubmission("the zip is longer than " + MOST_BYTES / 1024 / 1024 + " MiB: hand in sources alone");
        }
    }

    /** A zip that holds nothing but another zip stands for that one, but only once: somebody could go on like that for ever. */
    private Contents inside(Zip outer) throws IOException, UnusableSubmission {
        Path folder = Scratch.folder("zip");
        try (outer) {
            Path copy = folder.resolve("inside.zip");
            Files.write(copy, outer.read(outer.files().getFirst(), MOST_BYTES_INSIDE));
            return new ZipSubmission(student, copy, false).open();
        } finally {
            // What is open can still be read; on Windows it stays until this JVM ends.
            Scratch.remove(folder);
        }
    }

    /** Windows writes names in the code page of its country; in this one are the letters of western Europe. */
    private static ZipFile openZip(Path zip) throws IOException {
        try {
            return new ZipFile(zip.toFile());
        } catch (ZipException e) {
            return new ZipFile(zip.toFile(),
                    Charset.isSupported(OF_WINDOWS) ? Charset.forName(OF_WINDOWS) : StandardCharsets.ISO_8859_1);
        }
    }

    private static UnusableSubmission unreadable(Exception e) {
        String why = String.valueOf(e.getMessage());
        return new UnusableSubmission(why.contains("encrypted")
                ? "the zip is encrypted: hand it in without a password"
                : "the zip cannot be read: " + why);
    }

    /** @param links the numbers of those entries that are symbolic links */
    private static Zip contents(ZipFile file, BitSet links) throws UnusableSubmission {
        refuse(Contents.tooMuch(file.size(), ""));
        Map<String, ZipEntry> entries = new TreeMap<>();
        Map<String, String> unread = new TreeMap<>();
        int number = 0;
        for (ZipEntry entry : file.stream().map(ZipEntry.class::cast).toList()) {
            refuse(Contents.tooMuch(0, entry.getName()));
            String name = normal(entry.getName());
            boolean isLink = links.get(number++);
            if (name.isEmpty() || entry.isDirectory() || Clutter.is(name)) {
                continue;
            }
            if (isLink) {
                unread.put(name, OnDisk.Kind.LINK.toString());
            } else if (entries.put(name, entry) != null) {
                throw new UnusableSubmission("the zip has two files of the same name: " + name);
            }
        }
        return new Zip(file, entries, unread);
    }

    private static void refuse(String why) throws UnusableSubmission {
        if (!why.isEmpty()) {
            throw new UnusableSubmission(why);
        }
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

    private record Zip(ZipFile zip, Map<String, ZipEntry> entries, Map<String, String> unread) implements Contents {

        @Override
        public List<String> files() {
            return new ArrayList<>(entries.keySet());
        }

        @Override
        public byte[] read(String file, int maxBytes) throws UnusableSubmission {
            try (InputStream in = zip.getInputStream(entries.get(file))) {
                return OnDisk.read(in, file, maxBytes);
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
