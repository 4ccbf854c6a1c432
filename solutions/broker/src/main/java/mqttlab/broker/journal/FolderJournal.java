package mqttlab.broker.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.session.Change;

/**
 * The journal in a folder.
 *
 * <p>Any thread adds changes, to a buffer. One thread writes: it takes the whole buffer, makes it a block, forces it to the
 * disk and wakes all who wait for any of it. What is added in the meantime makes the next block. The writer begins when
 * somebody waits, and now and then in any case.
 *
 * <p>When the disk refuses, that is final: after a force that failed, nobody can say what is on the disk.
 */
final class FolderJournal implements Journal {

    /** What the writer is to do behind the next block. */
    private enum Task {
        NONE, TURN_OVER, FORGET_OLDER
    }

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final long NOW_AND_THEN = TimeUnit.SECONDS.toNanos(1);
    private static final int SMALL = 64 << 10;
    private static final int LARGE = 1 << 20;
    private static final int CROWDED = 8 << 20;
    private static final long NEVER = Long.MAX_VALUE;

    private final Folder folder;
    private final Disk disk;
    /** Held in common by those who add what belongs together, and alone by the writer while it takes the buffer. */
    private final ReentrantReadWriteLock belonging = new ReentrantReadWriteLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition done = lock.newCondition();
    private final ChangeWriter changes = new ChangeWriter();
    private Runnable retell;
    private Thread writer;
    private Bytes buffer = Block.begin(new Bytes(SMALL));
    private Bytes spare = new Bytes(SMALL);
    private Task task = Task.NONE;
    private long added;
    private long wanted;
    private boolean recording;
    private volatile boolean compacting;
    private boolean ended;
    private volatile long position;
    private volatile long durable;
    private volatile boolean broken;

    FolderJournal(Folder folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    @Override
    public void start(Consumer<Change> replay, Runnable retell) {
        this.retell = retell;
        try {
            Past past = Past.read(folder, replay);
            changes.resume(past.lastMessage());
            Segments segments = new Segments(folder, disk, past);
            recording = true;
            writer = Thread.ofPlatform().name("journal").start(() -> write(segments));
        } catch (IOException e) {
            throw new UnusableJournal(folder.path(), "cannot be read, or not be written to: %s", e);
        }
    }

    // ---- those who add, and those who wait

    @Override
    public void add(Change change) {
        lock.lock();
        try {
            if (recording) {
                changes.write(change, buffer);
                position = ++added;
                if (buffer.size() > LARGE) {
                    work.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void together(Runnable changes) {
        awaitRoom();
        belonging.readLock().lock();
        try {
            changes.run();
        } finally {
            belonging.readLock().unlock();
        }
    }

    private void awaitRoom() {
        lock.lock();
        try {
            while (recording && buffer.size() > CROWDED) {
                done.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void awaitDurable(long position) throws IOException {
        if (position <= durable) {
            return;
        }
        lock.lock();
        try {
            while (position > durable && !ended) {
                if (wanted < position) {
                    wanted = position;
                    work.signal();
                }
                done.awaitUninterruptibly();
            }
            if (position > durable) {
                throw new IOException("the journal is written no more");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isBroken() {
        return broken;
    }

    // ---- the writer

    private void write(Segments segments) {
        try (segments) {
            while (awaitWork()) {
                commit(segments);
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            broken = true;
            LOG.log(Level.ERROR, """
                    {0} cannot be written: {1}. What was acknowledged is safe. From now on no message with QoS 1 or 2 is \
                    acknowledged, and no client is let in. See to it that the disk has room and can be written, and start the \
                    broker again.""", segments, e);
        } finally {
            end();
        }
    }

    /** @return whether there is any, or will be */
    private boolean awaitWork() throws InterruptedException {
        lock.lock();
        try {
            long patience = NOW_AND_THEN;
            while (recording && task == Task.NONE && wanted <= durable && buffer.size() <= LARGE && patience > 0) {
                patience = work.awaitNanos(patience);
            }
            return recording || !Block.isEmpty(buffer);
        } finally {
            lock.unlock();
        }
    }

    private void commit(Segments segments) throws IOException {
        Bytes block;
        Task next;
        long end;
        belonging.writeLock().lock();
        lock.lock();
        try {
            block = buffer;
            buffer = Block.begin(spare);
            next = task;
            end = added;
            if (next == Task.TURN_OVER) {
                changes.beginAnew();
            }
        } finally {
            lock.unlock();
            belonging.writeLock().unlock();
        }
        if (!Block.isEmpty(block)) {
            segments.write(block);
        }
        switch (next) {
            case TURN_OVER -> segments.turnOver();
            case FORGET_OLDER -> segments.forgetOlder();
            case NONE -> compactIfGrown(segments);
        }
        spare = block.array().length > 2 * LARGE ? new Bytes(SMALL) : block;
        tell(next, end);
    }

    private void tell(Task finished, long end) {
        lock.lock();
        try {
            durable = end;
            if (task == finished) {
                task = Task.NONE;
            }
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is taken or promised any more; nobody is to wait. */
    private void end() {
        lock.lock();
        try {
            recording = false;
            position = NEVER;
            ended = true;
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- compaction

    private void compactIfGrown(Segments segments) {
        if (!compacting && segments.haveGrown()) {
            compacting = true;
            Thread.startVirtualThread(() -> {
                compact(retell);
                compacting = false;
            });
        }
    }

    /** The broker goes on meanwhile: each session is told anew in a moment when nothing happens to it. */
    void compact(Runnable retell) {
        perform(Task.TURN_OVER);
        retell.run();
        perform(Task.FORGET_OLDER);
    }

    /** Has the writer do it, behind everything that was added so far. */
    private void perform(Task wish) {
        lock.lock();
        try {
            if (recording) {
                task = wish;
                work.signal();
            }
            while (task != Task.NONE && !ended) {
                done.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            recording = false;
            position = NEVER;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (writer != null) {
                writer.join();
            }
            folder.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be unlocked: {1}", folder.path(), e);
        }
    }
}
