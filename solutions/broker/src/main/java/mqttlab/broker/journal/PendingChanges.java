package mqttlab.broker.journal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.session.Change;

/**
 * Changes that are not on the disk yet: a block in memory, and those who wait until it is written. Any thread adds changes; one
 * at a time takes the whole block, writes it, and wakes all who wait for any of it. What is added meanwhile makes the next block.
 */
final class PendingChanges {

    private static final long NOW_AND_THEN = TimeUnit.SECONDS.toNanos(1);
    private static final int LARGE = 1 << 20;
    private static final int FULL = 8 << 20;
    private static final long NEVER = Long.MAX_VALUE;

    private final Groups groups = new Groups();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition written = lock.newCondition();
    private final ChangeFormat format;
    private Bytes block = Block.begin(new Bytes(0));
    private Bytes spare = Block.begin(new Bytes(0));
    private long wanted;
    private long taken;
    /** Whether what is on the disk can be relied on. */
    private boolean promising = true;
    private volatile boolean closed;
    private volatile boolean recording;
    private volatile Throwable lost;
    private volatile long added;
    private volatile long durable;
    /** Whether the block is so long that nothing should be added that can wait. */
    private volatile boolean full;

    PendingChanges(ChangeFormat format) {
        this.format = format;
    }

    /** Takes changes from now on. */
    void begin() {
        locked(() -> {
            durable = added;
            recording = true;
        });
    }

    boolean isRecording() {
        return recording;
    }

    void add(Change change) {
        lock.lock();
        try {
            groups.changed();
            if (recording) {
                format.write(change, block);
                if (block.size() > LARGE) {
                    work.signal();
                    full = block.size() > FULL;
                }
            }
            added++;
        } catch (RuntimeException | Error e) {
            lose(e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    void atomically(Runnable changes) {
        groups.run(changes, this::lose);
    }

    /** The block may have a part of something, so it is never written. */
    private void lose(Throwable cause) {
        lost = cause;
        end();
    }

    /** Waits until so little waits to be written that more may be added. */
    void awaitRoom() {
        if (!hasRoom()) {
            locked(() -> {
                while (!hasRoom()) {
                    written.awaitUninterruptibly();
                }
            });
        }
    }

    boolean hasRoom() {
        return !full || !recording;
    }

    /** Changes count also while they are not taken: when the journal recovers, it has what they led to. */
    long position() {
        return closed ? NEVER : added;
    }

    boolean isDurable(long position) {
        return position <= durable;
    }

    void awaitDurable(long position) throws IOException {
        if (!isDurable(position)) {
            locked(() -> awaitWritten(position));
        }
        if (!isDurable(position)) {
            throw new IOException("the journal is not written now");
        }
    }

    private void awaitWritten(long position) {
        while (!isDurable(position) && promising) {
            if (wanted < position) {
                wanted = position;
                work.signal();
            }
            written.awaitUninterruptibly();
        }
    }

    /**
     * Waits until somebody waits for what was added, or it is much, or a second is over.
     *
     * @return whether more can be added
     * @throws LostChange if it cannot, since one was lost
     */
    boolean awaitWork() throws InterruptedException {
        lock.lock();
        try {
            long patience = NOW_AND_THEN;
            while (!closed && wanted <= durable && block.size() <= LARGE && patience > 0) {
                patience = work.awaitNanos(patience);
            }
            requireAll();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void requireAll() {
        if (lost != null) {
            throw new LostChange(lost);
        }
    }

    /**
     * All that was added so far. Whoever takes it has to write it before the next is taken.
     *
     * @param between is done before anything else can be added
     * @throws LostChange if it may have a part of something
     */
    Bytes take(Runnable between) {
        groups.none().lock();
        lock.lock();
        try {
            requireAll();
            Bytes whole = block;
            block = spare;
            taken = added;
            between.run();
            return whole;
        } finally {
            lock.unlock();
            groups.none().unlock();
        }
    }

    /** What was taken is on the disk now. */
    void wrote(Bytes whole) {
        locked(() -> {
            spare = Block.begin(whole);
            full = block.size() > FULL;
            if (promising) {
                durable = taken;
            }
            written.signalAll();
        });
    }

    /** What was added so far is not written, and nobody needs to wait for it. What is added now is not even taken. */
    void interrupt() {
        locked(() -> {
            recording = false;
            promising = false;
            wanted = durable;
            written.signalAll();
            full = false;
            block = Block.begin(new Bytes(0));
            spare = Block.begin(new Bytes(0));
        });
    }

    /**
     * Takes changes again, but promises nothing yet.
     *
     * @param before is done before anything can be added
     */
    void resume(Runnable before) {
        locked(() -> {
            if (!closed) {
                before.run();
                recording = true;
            }
        });
    }

    /** What was taken last completes all that is needed: from now on it counts. */
    void promise() {
        locked(() -> {
            promising = true;
            durable = taken;
        });
    }

    /** Takes nothing more. What was added so far can still be written. */
    void close() {
        locked(() -> {
            recording = false;
            closed = true;
            work.signal();
        });
    }

    /** Nothing more is written, so nobody needs to wait. */
    void end() {
        locked(() -> {
            close();
            promising = false;
            written.signalAll();
        });
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
