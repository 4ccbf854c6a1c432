package mqttlab.suites.lab04;

import mqttlab.contracts.presence.Sighting;

/** What a screen was told. */
sealed interface Told {

    String site();

    String name();

    record Shown(Sighting sighting) implements Told {

        @Override
        public String site() {
            return sighting.site();
        }

        @Override
        public String name() {
            return sighting.name();
        }

        @Override
        public String toString() {
            return "%s is %s, visit %d, known %s".formatted(name(), sighting.status(), sighting.visit(), sighting.known());
        }
    }

    record Removed(String site, String name) implements Told {

        @Override
        public String toString() {
            return "%s is removed".formatted(name);
        }
    }

    record Greeted(String site, String name) implements Told {

        @Override
        public String toString() {
            return "%s is greeted".formatted(name);
        }
    }

    record Called(String site, String name, String text) implements Told {

        @Override
        public String toString() {
            return "%s calls \"%s\"".formatted(name, text);
        }
    }
}
