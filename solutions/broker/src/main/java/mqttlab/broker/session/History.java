package mqttlab.broker.session;

/** What is to be known after a crash, as the changes that led to it. Safe for use from any thread, and under any lock. */
public interface History {

    /** For what need not survive. */
    History NONE = new History() {
        @Override
        public void add(Change change) {
        }

        @Override
        public void together(Runnable changes) {
            changes.run();
        }
    };

    /** Waits for nothing; the change is safe some time later. */
    void add(Change change);

    /**
     * Makes changes of which a crash leaves all or none. May wait until earlier ones are written, so it is not to be called
     * under a lock, nor within itself.
     */
    void together(Runnable changes);
}
