package mqttlab.lab.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.WholeFile;
import mqttlab.lab.grading.StudentResult;
import mqttlab.lab.journal.Part;

/** Where the results of a class go: the gradebook, the page, and a file a student. One run at a time has it, until it is closed. */
public final class ResultsFolder implements AutoCloseable {

    private static final String MARKER = ".lab-grade";

    private final Path folder;
    private final Map<String, String> names;
    /** Its lock, which ends with this program at the latest, says that the folder is taken. */
    private final FileChannel marker;

    private ResultsFolder(Path folder, List<String> students, FileChannel marker) {
        this.folder = folder;
        this.names = FileNames.of(students);
        this.marker = marker;
    }

    /** @throws BadInput if there is something in the folder that grading has not written, or another run is writing there */
    public static ResultsFolder open(Path folder, List<String> students) {
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new BadInput(folder + " is not a folder");
            }
            if (Files.isDirectory(folder) && !isEmpty(folder) && !Files.exists(folder.resolve(MARKER))) {
                throw new BadInput(folder + " is not empty and was not made by 'lab grade': nothing was written; "
                        + "give --out a new folder");
            }
            Files.createDirectories(folder.resolve("results"));
            return new ResultsFolder(folder, students, marked(folder)).emptied();
        } catch (IOException e) {
            throw new BadInput("cannot write to " + folder + ": " + e);
        }
    }

    private static FileChannel marked(Path folder) throws IOException {
        FileChannel marker = FileChannel.open(folder.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(marker)) {
            marker.close();
            throw new BadInput("another 'lab grade' is writing to " + folder + ": wait until it has ended, or give --out "
                    + "another folder");
        }
        byte[] text = "Made by 'lab grade', which may overwrite this folder.\n".getBytes(StandardCharsets.UTF_8);
        marker.write(ByteBuffer.wrap(text));
        return marker;
    }

    private static boolean isLocked(FileChannel marker) throws IOException {
        try {
            return marker.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Without what an earlier run has left: a student who is no longer in the class must not seem to be. */
    private ResultsFolder emptied() throws IOException {
        Files.deleteIfExists(folder.resolve(Part.FILE));
        Files.deleteIfExists(folder.resolve("gradebook.csv"));
        Files.deleteIfExists(folder.resolve("report.html"));
        WholeFile.removeDrafts(folder);
        WholeFile.removeDrafts(folder.resolve("results"));
        WholeFile.remove(folder.resolve("results"), "*.json");
        return this;
    }

    public void write(StudentResult result) {
        write("results/" + names.get(result.student()) + ".json", StudentReport.of(result).json());
    }

    /** Writes everything, also what has been written already: by now no student's code runs that could have touched it. */
    public void write(List<StudentResult> all, HtmlReport page) {
        all.forEach(this::write);
        write("gradebook.csv", new Gradebook(all).csv());
        write("report.html", page.html());
    }

    /** Half a surrogate pair, which a student's code may print, becomes a question mark and not an exception. */
    private void write(String file, String text) {
        try {
            WholeFile.write(folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadInput("cannot write " + folder.resolve(file) + ": " + e);
        }
    }

    @Override
    public void close() {
        try {
            marker.close();
        } catch (IOException e) {
            // The folder is given up when this program ends.
        }
    }
}
