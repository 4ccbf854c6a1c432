package mqttlab.lab.command;

import java.util.List;
import java.util.stream.Stream;

/** Threads that do nothing, as fast as they can: what has deadlines must keep them on a busy machine, too. */
final class Load implements AutoCloseable {

    private final List<Thread> threads;
    private volatile boolean wanted = true;

    Load(int threads) {
        this.threads = Stream.generate(() -> Thread.ofPlatform().daemon().name("load").unstarted(this::spin))
                .limit(threads).toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    private void spin() {
        while (wanted) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        wanted = false;
        for (Thread each : threads) {
            try {
                each.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
