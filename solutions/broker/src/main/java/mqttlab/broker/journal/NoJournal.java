package mqttlab.broker.journal;

import java.util.function.Consumer;
import mqttlab.broker.session.Change;

/** For a broker that was given no folder. */
record NoJournal() implements Journal {

    @Override
    public void start(Consumer<Change> replay, Runnable recordState) {
    }

    @Override
    public void add(Change change) {
    }

    @Override
    public void atomically(Runnable changes) {
        changes.run();
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public void awaitDurable(long position) {
    }

    @Override
    public boolean isDurable(long position) {
        return true;
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void awaitRoom() {
    }

    @Override
    public boolean isBroken() {
        return false;
    }

    @Override
    public void close() {
    }
}
