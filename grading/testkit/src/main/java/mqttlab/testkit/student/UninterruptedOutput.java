package mqttlab.testkit.student;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets one thread write for all: whoever is interrupted while it writes to a socket channel closes it, and a student's threads
 * may well be interrupted. Waits until everything is written, also in such a thread.
 */
final class UninterruptedOutput extends OutputStream {

    private final OutputStream out;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("channel-writer").factory());

    UninterruptedOutput(OutputStream out) {
        this.out = out;
        // Its thread starts now, and not in the name of the student's thread that is the first to write.
        writer.execute(() -> { });
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        try {
            CompletableFuture.runAsync(() -> {
                try {
                    out.write(octets, offset, length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }, writer).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failed) {
                throw failed.getCause();
            }
            throw e;
        }
    }
}
