package mqttlab.broker.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A real disk that counts, can be held up, and can be told to be full. */
final class FakeDisk implements Disk {

    final AtomicInteger forces = new AtomicInteger();
    /** While somebody else holds it, nothing is forced. */
    final ReentrantLock brake = new ReentrantLock();
    volatile boolean full;
    volatile boolean failsToForce;

    @Override
    public Output open(Path file) throws IOException {
        Output real = REAL.open(file);
        return new Output() {
            @Override
            public void write(ByteBuffer bytes, long position) throws IOException {
                if (full) {
                    // As much as fits, as a real one would.
                    real.write(bytes.slice(0, bytes.limit() / 2), position);
                    throw new IOException("No space left on device");
                }
                real.write(bytes, position);
            }

            @Override
            public void truncate(long size) throws IOException {
                if (!full) {
                    real.truncate(size);
                }
            }

            @Override
            public void force() throws IOException {
                forces.incrementAndGet();
                brake.lock();
                try {
                    if (failsToForce) {
                        throw new IOException("Input/output error");
                    }
                    real.force();
                } finally {
                    brake.unlock();
                }
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }
}
