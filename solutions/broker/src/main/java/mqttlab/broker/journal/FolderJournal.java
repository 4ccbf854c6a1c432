package mqttlab.broker.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.session.Change;

/**
 * The journal in a folder. It has one thread, which writes what was added, and compacts the files in the background when they
 * have grown: the state of everything goes into the next file, and the older ones can go.
 *
 * <p>When the disk refuses, nothing more is promised, and nobody can say what is in the file. But memory has everything: as soon
 * as the disk takes the whole state again, in another file, the journal goes on with that.
 */
final class FolderJournal extends PendingJournal {

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final long SMALL = 16 << 20;
    private static final long LITTLE = 1 << 20;

    private final Folder folder;
    private final Disk disk;
    /** Held by whoever uses the files. */
    private final ReentrantLock lock = new ReentrantLock();
    private BlockWriter writer;
    private Path file;
    /** When the file is longer, most of it must be out of date. */
    private long limit;
    private Thread thread;
    private Thread compaction = new Thread();
    private volatile boolean broken;
    private volatile boolean compacting;

    FolderJournal(Folder folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    @Override
    public void start(Consumer<Change> replay, Runnable recordState) {
        try {
            List<Path> files = folder.files();
            long end = JournalReader.read(files, format, replay);
            folder.removeOthers();
            file = files.isEmpty() ? folder.first() : files.getLast();
            writer = end == 0 ? BlockWriter.create(disk, file) : BlockWriter.open(disk, file, end);
            folder.force();
            // If there are several, a compaction did not come to its end.
            limit = files.size() > 1 ? 0 : SMALL;
        } catch (IOException e) {
            throw new UnusableJournal(folder.path(), "cannot be read, or not be written to: %s", e);
        }
        pending.begin();
        thread = Thread.ofPlatform().name("journal").start(() -> write(recordState));
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    private void write(Runnable recordState) {
        try {
            while (pending.awaitWork()) {
                if (!compacting && (broken || writer.position() > limit)) {
                    startCompaction(recordState);
                }
                commit();
            }
            commit();
        } catch (InterruptedException e) {
            interrupt(e);
        } finally {
            pending.end();
            writer.close();
        }
    }

    private void startCompaction(Runnable recordState) {
        compacting = true;
        try {
            // No virtual one: it waits for the disk, and would take a processor from all the others meanwhile.
            compaction = Thread.ofPlatform().name("compaction").start(() -> compact(recordState));
        } catch (OutOfMemoryError e) {
            // The system has no thread for it now.
            postpone(e);
            compacting = false;
        }
    }

    private void postpone(Throwable e) {
        LOG.log(Level.WARNING, "{0} goes on, since the next file cannot be begun now: {1}", file, e);
        limit = writer.position() + LITTLE;
    }

    /** Writes what was added so far. */
    private void commit() {
        lock.lock();
        try {
            if (!broken || pending.isRecording()) {
                writePending(() -> { });
            }
        } catch (IOException | RuntimeException | Error e) {
            interrupt(e);
        } finally {
            lock.unlock();
        }
    }

    /** @param between is done before anything else can be added */
    private void writePending(Runnable between) throws IOException {
        Bytes block = pending.take(between);
        if (!Block.isEmpty(block)) {
            writer.write(block);
        }
        pending.wrote(block);
    }

    private void interrupt(Throwable e) {
        if (!broken && !(e instanceof LostChange)) {
            LOG.log(Level.ERROR, """
                    {0} cannot be written: {1}. What was acknowledged is safe. Until it can be written again, no message with \
                    QoS 1 or 2 is acknowledged, and no client is let in. Make sure that the disk has room and can be written.""",
                    file, e);
        }
        broken = true;
        pending.interrupt();
    }

    /** Meanwhile the broker goes on: each session's state is recorded at a moment when nothing happens to it. */
    void compact(Runnable recordState) {
        try {
            if (beginNext()) {
                recordState.run();
                endNext();
            }
        } finally {
            removeIncomplete();
            compacting = false;
        }
    }

    /** @return whether what is added from now on goes into another file; if none can be had, the old one goes on */
    private boolean beginNext() {
        lock.lock();
        try {
            goOnIn(folder.next(file), BlockWriter.create(disk, folder.next(file)));
            return pending.isRecording();
        } catch (IOException e) {
            if (!broken) {
                postpone(e);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** It counts as soon as the file before is complete, or, if that never will be, when it has everything itself. */
    private void goOnIn(Path next, BlockWriter nextWriter) {
        try {
            if (broken) {
                pending.resume(format::beginAnew);
            } else {
                writePending(format::beginAnew);
                file = folder.makeMore(next);
            }
        } catch (IOException | RuntimeException | Error e) {
            interrupt(e);
        }
        writer.close();
        writer = nextWriter;
        limit = SMALL;
    }

    private void endNext() {
        lock.lock();
        try {
            // Not if it was interrupted meanwhile, or closed: then it may not have everything.
            if (pending.isRecording()) {
                writePending(() -> { });
                file = folder.makeWhole(broken ? folder.next(file) : file);
                limit = Math.max(SMALL, 2 * writer.position());
                folder.removeOthers();
                if (broken) {
                    pending.promise();
                    broken = false;
                    LOG.log(Level.INFO, "{0} is written, and has everything", file);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            interrupt(e);
        } finally {
            lock.unlock();
        }
    }

    /** It takes up room, and it may be room that is missing. */
    private void removeIncomplete() {
        if (broken) {
            writer.close();
            folder.remove(folder.next(file));
        }
    }

    @Override
    public void close() {
        pending.close();
        try {
            if (thread != null) {
                thread.join();
                // It uses the folder, too, which another broker may use from then on.
                compaction.join();
            }
            folder.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be unlocked: {1}", folder.path(), e);
        }
    }
}
