package mqttlab.lab.page;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.Patience;

/** What comes over a WebSocket. */
final class Heard implements WebSocket.Listener {

    private final ByteBuffer bytes;
    private final CompletableFuture<byte[]> all = new CompletableFuture<>();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private boolean deaf;

    /** @param expected how many bytes are to come */
    Heard(int expected) {
        this.bytes = ByteBuffer.allocate(expected);
    }

    /** From the beginning. */
    void stopReading() {
        deaf = true;
    }

    @Override
    public void onOpen(WebSocket page) {
        if (!deaf) {
            page.request(Long.MAX_VALUE);
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket page, ByteBuffer data, boolean last) {
        bytes.put(data);
        if (!bytes.hasRemaining()) {
            all.complete(bytes.array());
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket page, int code, String reason) {
        status.complete(code);
        return null;
    }

    byte[] bytes() throws Exception {
        return all.get(Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** With which status it was closed. */
    int status() throws Exception {
        return status.get(Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
    }
}
