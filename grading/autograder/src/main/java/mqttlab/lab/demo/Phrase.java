package mqttlab.lab.demo;

/** What the player itself says, whatever the demo. */
enum Phrase {

    STEP("Step %d of %d: %s", "Paso %d de %d: %s"),
    STEPS("%d steps", "%d pasos"),
    UNSEEN("First, unseen: %s.", "Antes, sin mostrarlo: %s."),
    PROMPT("Press Enter (q and Enter to leave) ", "Pulsa Intro (q e Intro para salir) "),
    MORE("Enter for the next page (q and Enter to leave) ", "Intro para la página siguiente (q e Intro para salir) "),
    LEFT("Left before the end.", "Terminado antes del final."),
    BROKER_CLOSED("the broker closed the connection of %s", "el broker cerró la conexión de %s"),
    CLIENT_CLOSED("%s broke its connection off", "%s cortó su conexión"),
    LOST("the line to %s breaks, and this is lost: %s", "se corta la línea con %s y se pierde: %s");

    private final Text text;

    Phrase(String en, String es) {
        this.text = new Text(en, es);
    }

    String in(Language language, Object... details) {
        return text.in(language).formatted(details);
    }
}
