package mqttlab.broker.journal;

import java.io.IOException;
import mqttlab.broker.session.Change;

/** What others see of a journal while the broker runs: their changes wait in memory, and some time later they are on the disk. */
abstract class PendingJournal implements Journal {

    final ChangeFormat format = new ChangeFormat();
    final PendingChanges pending = new PendingChanges(format);

    @Override
    public void add(Change change) {
        pending.add(change);
    }

    @Override
    public void atomically(Runnable changes) {
        pending.atomically(changes);
    }

    @Override
    public long position() {
        return pending.position();
    }

    @Override
    public void awaitDurable(long position) throws IOException {
        pending.awaitDurable(position);
    }

    @Override
    public boolean isDurable(long position) {
        return pending.isDurable(position);
    }

    @Override
    public boolean hasRoom() {
        return pending.hasRoom();
    }

    @Override
    public void awaitRoom() {
        pending.awaitRoom();
    }
}
