package mqttlab.lab.submission;

import java.util.List;

/** The files of a submission. They are listed and read where they are: nothing is unpacked. */
public interface Contents extends AutoCloseable {

    /** More files than this are no lab, and perhaps an attack on whoever opens them. */
    int MOST_FILES = 20_000;

    /** The paths of its files, with slashes, in alphabetical order; without what systems and tools leave behind. */
    List<String> files();

    /**
     * Reads one of these files.
     *
     * @throws UnusableSubmission if it cannot be read, or is longer than so many bytes
     */
    byte[] read(String file, int maxBytes) throws UnusableSubmission;

    @Override
    void close();
}
