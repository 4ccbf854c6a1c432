package mqttlab.lab.submission;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The files of a submission. They are listed and read where they are: nothing is unpacked. */
public interface Contents extends AutoCloseable {

    /** More files, folders and links than this are no lab, and perhaps an attack on whoever opens them. */
    int MOST_FILES = 20_000;

    /** Nobody has a longer path, but who wants us to search it for the beginnings of labs. */
    int LONGEST_PATH = 1000;

    /** The paths of its files, with slashes, in alphabetical order; without what systems and tools leave behind. */
    List<String> files();

    /** What is there, but is not read, such as a link: its path, and what it is. */
    Map<String, String> unread();

    /**
     * Reads one of these files.
     *
     * @throws UnusableSubmission if it cannot be read, or is longer than so many bytes
     */
    byte[] read(String file, int maxBytes) throws UnusableSubmission;

    /** Then it stands for what is in the zip: learning platforms put each student's zip into a folder. */
    default boolean isOneZip() {
        return files().size() == 1 && files().getFirst().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /** Why so much is not looked at any further; empty if it is not too much. */
    static String tooMuch(int files, String path) {
        if (files > MOST_FILES) {
            return "it has more than " + MOST_FILES + " files and folders";
        }
        return path.length() > LONGEST_PATH ? "it has a path of more than " + LONGEST_PATH + " letters" : "";
    }

    @Override
    void close();
}
