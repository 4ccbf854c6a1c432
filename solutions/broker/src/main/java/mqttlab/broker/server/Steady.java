package mqttlab.broker.server;

/**
 * A task whose exceptions do not keep its thread from going on to others. A clock, for instance, would never again run a task
 * that has thrown one, and would not say so.
 */
record Steady(Runnable task) implements Runnable {

    @Override
    public void run() {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
