package mqttlab.suites.lab01;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Subscriber.Reader;
import mqttlab.testkit.Patience;
import mqttlab.testkit.tap.Trace;

/** A reader that keeps what it is handed, and puts it into the trace. */
final class Inbox implements Reader {

    private final Trace trace;
    private final List<News> news = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();

    Inbox(Trace trace) {
        this.trace = trace;
    }

    @Override
    public void read(News piece) {
        trace.note("the reader is handed \"" + piece.headline() + '"');
        lock.lock();
        try {
            news.add(piece);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many pieces have come, and gives all that have. */
    List<News> await(int count) {
        long left = Patience.usual().toNanos();
        lock.lock();
        try {
            while (news.size() < count && left > 0) {
                left = arrived.awaitNanos(left);
            }
            trace.require(news.size() >= count, "the reader is handed " + count + " pieces of news",
                    "after " + Patience.usual().toSeconds() + " seconds it had been handed " + news.size());
            return List.copyOf(news);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }
}
