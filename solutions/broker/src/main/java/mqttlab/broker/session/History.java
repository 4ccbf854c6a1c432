package mqttlab.broker.session;

/** What must be known after a crash, as the changes that led to it. Safe for use from any thread, and under any lock. */
public interface History {

    /** Of what ends with its connection, and may be forgotten. */
    History NONE = new History() {
        @Override
        public void add(Change change) {
        }

        @Override
        public void atomically(Runnable changes) {
            changes.run();
        }
    };

    /** Waits for nothing; the change is safe some time later. */
    void add(Change change);

    /**
     * Makes changes of which a crash leaves all or none. May wait until earlier ones are written, so it must not be called
     * under a lock, nor within itself.
     */
    void atomically(Runnable changes);
}
