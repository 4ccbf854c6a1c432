package mqttlab.suites.broker.stage08;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.wire.WireClient;

/**
 * A client that asks hundreds of times in a second whether the broker is there: from now on the broker always has something to do
 * that is not the clock.
 */
final class Chatter {

    private static final long PAUSE_MILLIS = 2;

    private final WireClient client;
    private final CompletableFuture<Void> talk;
    private volatile boolean enough;

    Chatter(Scene scene) {
        scene.trace().note("another client sends PINGREQs all the time");
        client = scene.connectUntraced(scene.name("chatterbox"));
        talk = CompletableFuture.runAsync(this::talk, Thread::startVirtualThread);
    }

    private void talk() {
        while (!enough) {
            client.ping();
            Silence.pause(PAUSE_MILLIS);
        }
    }

    /** It was answered each time, or this fails. */
    void end() {
        stop();
        try {
            talk.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TraceFailure failure) {
                throw failure;
            }
            throw e;
        }
    }

    void stop() {
        enough = true;
    }
}
