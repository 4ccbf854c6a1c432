package mqttlab.broker.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the journal needs of a disk to write to it. Not {@link FileChannel} itself, so that a test can let it fail. */
interface Disk {

    interface Output extends Closeable {
        void write(ByteBuffer bytes, long position) throws IOException;

        void truncate(long size) throws IOException;

        /** Everything so far is to survive a power failure. */
        void force() throws IOException;
    }

    Output open(Path file) throws IOException;

    Disk REAL = file -> new Output() {
        private final FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes, position + bytes.position());
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    };
}
