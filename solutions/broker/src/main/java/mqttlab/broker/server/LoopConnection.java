package mqttlab.broker.server;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Disconnect;
import mqttlab.broker.codec.PacketStream;

/**
 * A connection whose packets are read and acted on by a {@link Loop}. A thread lets the client in, since that may have to wait
 * for others, and another one says the last words.
 */
final class LoopConnection extends Connection {

    private final LoopTransport transport;
    private final PacketStream packets;
    private final DurablePace pace;
    /** Done by the loop: when it is, the loop does nothing more for this client. */
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    LoopConnection(LoopTransport transport, PacketStream packets, Outbox outbox, DurablePace pace, Entrance entrance) {
        super(transport, packets, outbox, entrance);
        this.transport = transport;
        this.packets = packets;
        this.pace = pace;
    }

    /** Ten thousand clients that are silent have no thread each. */
    @Override
    public void run() {
        try {
            if (connect()) {
                leaveToTheLoop();
            } else {
                conclude(() -> { });
            }
        } catch (IOException | RuntimeException | Error e) {
            conclude(() -> rethrow(e));
        }
    }

    private void leaveToTheLoop() {
        end.whenComplete((done, cause) -> Thread.startVirtualThread(() -> conclude(this::serve)));
        transport.closed().thenRun(() -> transport.loop().execute(() -> end(new ClosedChannelException())));
        // More may have come together with the CONNECT.
        transport.loop().execute(this::goOn);
    }

    /** The loop has done so already. */
    @Override
    void actOnAll() throws IOException {
        try {
            end.join();
        } catch (CompletionException e) {
            rethrow(e.getCause());
        }
    }

    private static void rethrow(Throwable e) throws IOException {
        switch (e) {
            case IOException gone -> throw gone;
            case RuntimeException wrong -> throw wrong;
            case Error error -> throw error;
            default -> throw new IllegalStateException(e);
        }
    }

    /** Something has come, or the end. */
    private void ready() {
        pace.stop();
        try {
            packets.read();
            goOn();
        } catch (IOException | RuntimeException | Error e) {
            end(e);
        }
    }

    private void goOn() {
        try {
            while (!end.isDone() && packets.hasNext()) {
                Packet packet = packets.next();
                if (packet instanceof Disconnect) {
                    transport.pauseReading();
                    end.complete(null);
                } else {
                    act(packet);
                }
            }
            waitForMore();
        } catch (IOException | RuntimeException | Error e) {
            end(e);
        }
    }

    private void waitForMore() {
        if (end.isDone()) {
            return;
        }
        packets.rest();
        if (pace.goesOn()) {
            transport.whenReadable(this::ready);
        } else {
            transport.pauseReading();
            Thread.startVirtualThread(() -> {
                pace.awaitRoom();
                transport.loop().execute(this::waitForMore);
            });
        }
    }

    private void end(Throwable cause) {
        transport.pauseReading();
        end.completeExceptionally(cause);
    }
}
