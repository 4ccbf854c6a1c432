package mqttlab.broker.server;

import java.time.Duration;

/** The patience with a client, and the broker's own pace: it asks a client for no more than it can deal with. */
class Pace extends Patience {

    private final Outbox outbox;

    Pace(Duration connectTimeout, long since, Outbox outbox) {
        super(connectTimeout, since);
        this.outbox = outbox;
    }

    /** The reader is about to ask the client for more. */
    void awaitRoom() {
        stop();
        outbox.awaitRoom();
        pause();
    }
}
