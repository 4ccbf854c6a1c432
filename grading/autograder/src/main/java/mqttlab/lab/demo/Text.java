package mqttlab.lab.demo;

/** The same in both languages. */
record Text(String en, String es) {

    String in(Language language) {
        return switch (language) {
            case EN -> en;
            case ES -> es;
        };
    }
}
