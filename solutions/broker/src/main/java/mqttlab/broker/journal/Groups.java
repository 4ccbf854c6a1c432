package mqttlab.broker.journal;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/** Changes that belong together, each group added by one thread. */
final class Groups {

    private static final class Group {
        private boolean begun;
    }

    /** Shared by those who add groups, and held alone while none is under way. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final ThreadLocal<Group> mine = new ThreadLocal<>();

    /** @param broken is told when something ends the group in its middle, and not when that comes before its first change */
    void run(Runnable changes, Consumer<Throwable> broken) {
        lock.readLock().lock();
        Group group = new Group();
        mine.set(group);
        try {
            changes.run();
        } catch (RuntimeException | Error e) {
            if (group.begun) {
                broken.accept(e);
            }
            throw e;
        } finally {
            mine.remove();
            lock.readLock().unlock();
        }
    }

    /** The calling thread adds a change. */
    void changed() {
        Group group = mine.get();
        if (group != null) {
            group.begun = true;
        }
    }

    /** While it is held no group is under way. */
    Lock none() {
        return lock.writeLock();
    }
}
