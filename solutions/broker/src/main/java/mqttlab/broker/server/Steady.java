package mqttlab.broker.server;

/**
 * A task for a thread that goes on to others: for a clock, which would never call one again that has ended with an exception, and
 * would not say so, or for a {@link Loop}.
 */
record Steady(Runnable task) implements Runnable {

    @Override
    public void run() {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Thread clock = Thread.currentThread();
            clock.getUncaughtExceptionHandler().uncaughtException(clock, e);
        }
    }
}
