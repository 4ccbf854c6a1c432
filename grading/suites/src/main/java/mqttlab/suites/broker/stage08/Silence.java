package mqttlab.suites.broker.stage08;

import static mqttlab.testkit.tap.Events.anythingFromClient;
import static mqttlab.testkit.tap.Events.closed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionClosed;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.Party;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.wire.WireClient;

/** Clients that say nothing more, and how long that takes. */
final class Silence {

    /** In seconds. Even, as Mosquitto counts whole seconds: of an odd one, it has lost half a second by 1.5 times. */
    static final int KEEP_ALIVE = 2;
    /**
     * Within which an end must have come that is due after a few seconds: far more than a broker needs that looks at its clients
     * only now and then, as Mosquitto does each 6 s, on a machine that does much else.
     */
    static final Duration LATEST = Duration.ofSeconds(25);
    /** A broker's clock may count in steps, of 16 ms at most, and so believe that a little more time has gone by. */
    private static final Duration STEP = Duration.ofMillis(20);
    private static final long BEAT_MILLIS = 500;

    private Silence() {
    }

    /** A client with a clean session and such a keep alive; its CONNECT is the last that it says. */
    static WireClient connected(Scene scene, String stem, int keepAlive) {
        return scene.connect(Packets.connect(scene.name(stem)).keepAlive(keepAlive).packet());
    }

    /** The broker ends its connection, and not before one and a half times the keep alive since the last packet that it sent. */
    static void isEnded(WireClient client, int keepAlive) {
        ConnectionClosed end = awaitEnd(client, LATEST);
        Duration late = late(end, lastInTime(client, keepAlive), keepAlive);
        String wanted = "with a keep alive of %d s, the connection is closed after %,d ms of silence, and %s";
        client.trace().require(isDue(late), wanted.formatted(keepAlive, 1_500 * keepAlive, "not before"),
                "it was closed %,d ms too early".formatted(-late.toMillis()), end);
        client.trace().require(late.compareTo(Patience.stretch(LATEST)) <= 0,
                wanted.formatted(keepAlive, 1_500 * keepAlive, "not much later"),
                "it was closed %,d ms later".formatted(late.toMillis()), end);
    }

    /** How long what comes of a silence has come behind its time. */
    static Duration late(TraceEvent came, TraceEvent last, int keepAlive) {
        return came.at().minus(last.at().plusMillis(1_500L * keepAlive));
    }

    static boolean isDue(Duration late) {
        return late.plus(STEP).isPositive();
    }

    /** A grader on a busy machine may send something when the client has been silent for too long: that does not count. */
    private static TracedPacket lastInTime(WireClient client, int keepAlive) {
        List<TracedPacket> sent = client.trace().all(anythingFromClient().onConnection(client.connection()));
        TracedPacket last = sent.getFirst();
        for (TracedPacket next : sent) {
            if (next.at().minus(last.at()).compareTo(Duration.ofSeconds(keepAlive)) > 0) {
                return last;
            }
            last = next;
        }
        return last;
    }

    static ConnectionClosed awaitEnd(WireClient client, Duration latest) {
        ConnectionClosed end = client.trace().await(1, closed(client.connection()), Patience.stretch(latest)).getFirst();
        client.trace().require(end.by() == Party.BROKER, "the broker closes the connection", "it was the " + end.by(), end);
        return end;
    }

    /** Does this at each beat, until the broker has ended the client's connection. */
    static void beatUntilEnded(WireClient client, Duration latest, Runnable beat) {
        beatUntil(client.trace(), closed(client.connection()), latest, beat);
    }

    /** Does this at each beat, until there is such an event in the trace. */
    static <E extends TraceEvent> E beatUntil(Trace trace, Match<E> event, Duration latest, Runnable beat) {
        Duration patience = Patience.stretch(latest);
        long start = System.nanoTime();
        Optional<E> found = trace.first(event);
        while (found.isEmpty() && System.nanoTime() - start < patience.toNanos()) {
            beat.run();
            awaitBeat();
            found = trace.first(event);
        }
        return found.orElseThrow(() -> trace.failure(event.description(), "it did not happen within " + Patience.text(patience)));
    }

    /** Time is what these checks are about: a client lets some of its keep alive go by. */
    static void awaitBeat() {
        new CompletableFuture<Void>().completeOnTimeout(null, BEAT_MILLIS, TimeUnit.MILLISECONDS).join();
    }
}
