package mqttlab.testkit.broker;

import java.util.Locale;

/** The three ways to get a broker, best first. */
public enum BrokerKind {

    /** Mosquitto in a container, through Testcontainers. */
    CONTAINER,

    /** A {@code mosquitto} that is installed on this machine. */
    PROCESS,

    /** Moquette inside this JVM: nothing to install. */
    EMBEDDED;

    /** The word that a person types: {@code container}, {@code process} or {@code embedded}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
