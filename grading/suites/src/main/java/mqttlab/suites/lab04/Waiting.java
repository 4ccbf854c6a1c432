package mqttlab.suites.lab04;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.presence.Board;
import mqttlab.contracts.presence.Sighting;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.Scene;

/** Passes on what it is told, and then is busy, until it is released. */
record Waiting(Board.Screen screen, CountDownLatch released) implements Board.Screen {

    /** However the check ends, it is released then. */
    static Waiting in(Scene scene, Board.Screen screen) {
        Waiting waiting = new Waiting(screen, new CountDownLatch(1));
        scene.atEnd(waiting::release);
        return waiting;
    }

    void release() {
        released.countDown();
    }

    private void await() {
        try {
            released.await(4 * Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void show(Sighting sighting) {
        screen.show(sighting);
        await();
    }

    @Override
    public void remove(String site, String name) {
        screen.remove(site, name);
        await();
    }

    @Override
    public void greet(String site, String name) {
        screen.greet(site, name);
        await();
    }

    @Override
    public void called(String site, String name, String text) {
        screen.called(site, name, text);
        await();
    }

    @Override
    public String toString() {
        return screen.toString();
    }
}
