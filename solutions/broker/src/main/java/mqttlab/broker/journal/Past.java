package mqttlab.broker.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import mqttlab.broker.codec.Fields;
import mqttlab.broker.session.Change;

/**
 * What a folder tells of the time before.
 *
 * @param file        the number of the last file; 0 if there is none
 * @param end         where its last whole block ends; 0 if nothing was ever written to it
 * @param olderBytes  how much is in the files before
 * @param lastMessage the highest number that a message has
 */
record Past(long file, long end, long olderBytes, long lastMessage) {

    private static final Logger LOG = System.getLogger("mqttlab.broker");

    /** @throws UnusableJournal if something is missing that was written well */
    static Past read(Folder folder, Consumer<Change> replay) throws IOException {
        List<Long> files = folder.segments();
        ChangeReader changes = new ChangeReader();
        long olderBytes = 0;
        long end = 0;
        for (long number : files) {
            olderBytes += end;
            end = read(folder.segment(number), number == files.getLast(), changes, replay);
        }
        return new Past(files.isEmpty() ? 0 : files.getLast(), end, olderBytes, changes.lastMessage());
    }

    private static long read(Path file, boolean last, ChangeReader changes, Consumer<Change> replay) throws IOException {
        try (SegmentReader reader = new SegmentReader(file)) {
            if (reader.isUnwritten() && last) {
                return 0;
            }
            long start = reader.position();
            for (Optional<byte[]> body = reader.next(); body.isPresent(); body = reader.next()) {
                replay(body.get(), changes, replay, file, start);
                start = reader.position();
            }
            if (!reader.isBlankBehind()) {
                judgeEnd(reader, file, last);
            }
            return reader.position();
        }
    }

    private static void replay(byte[] body, ChangeReader changes, Consumer<Change> replay, Path file, long start) {
        try {
            changes.read(new Fields(body, 0, body.length), replay);
        } catch (RuntimeException e) {
            throw new UnusableJournal(file, "the block at byte %d is whole, but cannot be understood: %s", start, e);
        }
    }

    /** Only what was being written when the broker ended may be broken: nobody had been told of it. */
    private static void judgeEnd(SegmentReader reader, Path file, boolean last) throws IOException {
        OptionalLong next = reader.wholeBlockBehind();
        if (next.isPresent() || !last) {
            throw new UnusableJournal(file, "is damaged at byte %d, and what was written well goes on %s. To start without it"
                    + " would lose messages that were acknowledged: restore the folder from a copy, or give the broker an empty"
                    + " one.",
                    reader.position(), next.isPresent() ? "at byte " + next.getAsLong() : "in the next file");
        }
        LOG.log(Level.WARNING, "{0}: what was being written when the broker ended is cut off at byte {1}. Nothing of it had been"
                + " acknowledged.", file, Long.toString(reader.position()));
    }
}
