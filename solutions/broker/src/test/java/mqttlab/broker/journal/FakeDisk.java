package mqttlab.broker.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A real disk that counts, can be held up, and can be told to be full, or that there are no file descriptors. */
final class FakeDisk implements Disk {

    final AtomicInteger forces = new AtomicInteger();
    final AtomicInteger openFiles = new AtomicInteger();
    /** While somebody else holds it, nothing is forced. */
    final ReentrantLock brake = new ReentrantLock();
    volatile boolean full;
    volatile boolean failsToForce;
    volatile boolean failsToOpen;
    /** By how many bytes files can still grow. */
    volatile long room = Long.MAX_VALUE;

    @Override
    public FileChannel open(Path file) throws IOException {
        if (failsToOpen) {
            throw new FileSystemException(file.toString(), null, "Too many open files");
        }
        return new FakeFile(REAL.open(file));
    }

    private final class FakeFile extends FileChannel {

        private final FileChannel real;

        FakeFile(FileChannel real) {
            this.real = real;
            openFiles.incrementAndGet();
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            if (full) {
                // As much as fits, as a real one would.
                real.write(bytes.slice(0, bytes.limit() / 2), position);
                throw new IOException("No space left on device");
            }
            long growth = Math.max(0, position + bytes.remaining() - real.size());
            if (growth > room) {
                throw new IOException("No space left on device");
            }
            room -= growth;
            return real.write(bytes, position);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            if (!full) {
                room += Math.min(Long.MAX_VALUE - room, Math.max(0, real.size() - size));
                real.truncate(size);
            }
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            forces.incrementAndGet();
            brake.lock();
            try {
                if (failsToForce) {
                    throw new IOException("Input/output error");
                }
                real.force(metaData);
            } finally {
                brake.unlock();
            }
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
            openFiles.decrementAndGet();
        }

        // ---- what a journal does not do to a file that it writes

        @Override
        public int read(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long size() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
