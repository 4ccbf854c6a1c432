package mqttlab.suites.lab04;

import mqttlab.contracts.presence.Board;
import mqttlab.contracts.presence.Sighting;

/** Throws after everything that it has passed on: now an exception, now an error. */
record Throwing(Board.Screen screen) implements Board.Screen {

    @Override
    public void show(Sighting sighting) {
        screen.show(sighting);
        if (sighting.known().isEmpty()) {
            throw new AssertionError("this screen has an error");
        }
        throw new IllegalStateException("this screen throws");
    }

    @Override
    public void remove(String site, String name) {
        screen.remove(site, name);
        throw new IllegalStateException("this screen throws");
    }

    @Override
    public void greet(String site, String name) {
        screen.greet(site, name);
        throw new IllegalStateException("this screen throws");
    }

    @Override
    public void called(String site, String name, String text) {
        screen.called(site, name, text);
        throw new IllegalStateException("this screen throws");
    }

    @Override
    public String toString() {
        return screen.toString();
    }
}
