package mqttlab.broker.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.History;

/**
 * The broker's memory across restarts. Changes are added under the locks that order them, and cost nothing but memory until a
 * client is told of them: then {@link #awaitDurable} waits until they are on the disk. One visit to the disk does for all that
 * have been added until then, whoever asked for it.
 */
public interface Journal extends History, AutoCloseable {

    /** Remembers nothing, and so has nothing to wait for. */
    static Journal none() {
        return new NoJournal();
    }

    /**
     * A journal in this folder, which is made if it is missing.
     *
     * @throws UnusableJournal if the folder cannot be used, or another broker uses it
     */
    static Journal open(Path folder) {
        return new FolderJournal(Folder.open(folder), Disk.REAL);
    }

    /**
     * Replays what happened before the last end of the broker, and takes new changes from then on.
     *
     * @param replay      must not wait; what it adds is not taken
     * @param recordState adds changes that lead to the present state, so that earlier ones can go. Is called from time to time
     * @throws UnusableJournal if anything is missing or damaged that may have been acknowledged
     */
    void start(Consumer<Change> replay, Runnable recordState);

    /** How many changes have been added: what {@link #awaitDurable} is to be given. */
    long position();

    /** @throws IOException if the disk refuses */
    void awaitDurable(long position) throws IOException;

    /** Whether {@link #awaitDurable} would not wait. */
    boolean isDurable(long position);

    /** Whether {@link #awaitRoom} would not wait. */
    boolean hasRoom();

    /** Waits until so little is to be written that more may be added: for those who ask others for more. */
    void awaitRoom();

    /** Whether the disk has refused, and nothing can be promised until it takes everything again. */
    boolean isBroken();

    /** Writes what was added so far. */
    @Override
    void close();
}
