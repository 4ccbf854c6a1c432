package mqttlab.testkit.gate;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Half of a TCP connection between two networks: its socket here, and a Unix-domain socket to the other half. What one half reads
 * the other writes, and it reads no more before that is written. A FIN becomes a FIN and a reset a reset, which a Unix-domain
 * socket cannot say by itself: hence frames, each with its length before it. If the other half is gone without a word, its
 * process has ended, and so does the connection here.
 *
 * <p>Blocking I/O: the thread that runs it has one direction, a second thread the other.
 */
final class Passage {

    private static final int LARGEST = 16 * 1024;
    private static final int FIN = 0;
    private static final int RESET = -1;

    private final SocketChannel here;
    private final SocketChannel link;
    private final ReentrantLock sending = new ReentrantLock();
    private volatile boolean finSent;
    private volatile boolean finCame;

    Passage(SocketChannel here, SocketChannel link) {
        this.here = here;
        this.link = link;
    }

    void run(ThreadFactory threads) throws IOException {
        run(threads, () -> { });
    }

    /**
     * Returns when it has ended in both directions.
     *
     * @param saidAll told when it has ended in the direction from here
     */
    void run(ThreadFactory threads, Runnable saidAll) throws IOException {
        try {
            here.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Thread inwards = threads.newThread(this::carryIn);
            inwards.start();
            carryOut();
            saidAll.run();
            inwards.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    // ---- from here to the other half

    private void carryOut() {
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + LARGEST);
        try {
            int length;
            do {
                length = read(frame.clear().position(Integer.BYTES));
                send(frame.putInt(0, length).flip());
            } while (length > 0);
            finSent = true;
            // After a reset there is nothing to wait for.
            if (length == RESET || finCame) {
                end();
            }
        } catch (IOException otherHalfIsGone) {
            end();
        }
    }

    private int read(ByteBuffer into) {
        try {
            return Math.max(FIN, here.read(into));
        } catch (IOException reset) {
            return RESET;
        }
    }

    /** Each direction may have something to say. */
    private void send(ByteBuffer frame) throws IOException {
        sending.lock();
        try {
            Links.write(link, frame);
        } finally {
            sending.unlock();
        }
    }

    // ---- from the other half to here

    private void carryIn() {
        ByteBuffer come = ByteBuffer.allocate(Integer.BYTES + LARGEST).flip();
        try {
            while (!(finSent && finCame)) {
                int length = length(come);
                switch (length) {
                    case FIN -> finish();
                    case RESET -> {
                        here.setOption(StandardSocketOptions.SO_LINGER, 0);
                        return;
                    }
                    default -> deliver(come, length);
                }
            }
        } catch (IOException gone) {
            // The other half, or what it was for.
        } finally {
            end();
        }
    }

    private int length(ByteBuffer come) throws IOException {
        while (come.remaining() < Integer.BYTES) {
            fill(come);
        }
        int length = come.getInt();
        if (length < RESET || length > LARGEST) {
            throw new IOException("no frame has the length " + length);
        }
        return length;
    }

    private void fill(ByteBuffer come) throws IOException {
        int length = link.read(come.compact());
        come.flip();
        if (length < 0) {
            throw new EOFException();
        }
    }

    private void deliver(ByteBuffer come, int length) throws IOException {
        int left = length;
        while (left > 0) {
            if (!come.hasRemaining()) {
                fill(come);
            }
            ByteBuffer piece = come.slice(come.position(), Math.min(left, come.remaining()));
            left -= piece.remaining();
            come.position(come.position() + piece.remaining());
            try {
                Links.write(here, piece);
            } catch (ClosedChannelException endedByOtherDirection) {
                throw endedByOtherDirection;
            } catch (IOException reset) {
                // Whoever writes first is told of a reset, and whoever reads then only of an end.
                send(ByteBuffer.allocate(Integer.BYTES).putInt(RESET).flip());
                throw reset;
            }
        }
    }

    private void finish() {
        finCame = true;
        try {
            here.shutdownOutput();
        } catch (IOException gone) {
            // It has been reset, and the other direction will be told.
        }
    }

    private void end() {
        Links.close(here);
        Links.close(link);
    }
}
