package mqttlab.suites.lab01;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Subscriber.Reader;
import mqttlab.testkit.Patience;
import mqttlab.testkit.tap.Trace;

/** Reads its first piece of news until it is told to go on, and the others at once. Keeps the headlines. */
final class BusyReader implements Reader, AutoCloseable {

    private final Trace trace;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<String> headlines = new ArrayList<>();
    private int reading;
    private int mostAtATime;

    BusyReader(Trace trace) {
        this.trace = trace;
    }

    @Override
    public void read(News news) {
        begin(news.headline());
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void begin(String headline) {
        lock.lock();
        try {
            reading++;
            mostAtATime = Math.max(mostAtATime, reading);
            headlines.add(headline);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            reading--;
        } finally {
            lock.unlock();
        }
    }

    void finishFirst() {
        goOn.countDown();
    }

    /** For whatever ends a check: somebody waits for this reader. */
    @Override
    public void close() {
        finishFirst();
    }

    /** Waits for so many pieces of news, as long as more and more come, and gives their headlines. */
    List<String> await(int count) {
        lock.lock();
        try {
            long left = Patience.usual().toNanos();
            for (int before = 0; headlines.size() < count && left > 0;) {
                left = headlines.size() > before ? Patience.usual().toNanos() : left;
                before = headlines.size();
                left = grown.awaitNanos(left);
            }
            trace.require(headlines.size() >= count, "the reader is handed %d pieces of news".formatted(count),
                    "it was handed %d, and then none for %s".formatted(headlines.size(), Patience.text(Patience.usual())));
            return List.copyOf(headlines);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw trace.failure("the reader is handed %d pieces of news".formatted(count), "the wait was interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** How many it was reading at the same time. */
    int mostAtATime() {
        lock.lock();
        try {
            return mostAtATime;
        } finally {
            lock.unlock();
        }
    }
}
