package mqttlab.lab.demo;

import java.util.Map;
import java.util.Optional;

/** What is said of a packet besides the standard's own names. */
final class PacketWords {

    private static final Map<String, String> SPANISH = Map.ofEntries(
            Map.entry("without a client identifier", "sin identificador de cliente"),
            Map.entry("protocol level", "nivel del protocolo"),
            Map.entry("clean session", "sesión limpia"),
            Map.entry("keeps session", "guarda la sesión"),
            Map.entry("user", "usuario"),
            Map.entry("will", "testamento"),
            Map.entry("session present", "sesión presente"),
            Map.entry("accepted", "aceptado"),
            Map.entry("unacceptable protocol version", "versión del protocolo no admitida"),
            Map.entry("identifier rejected", "identificador rechazado"),
            Map.entry("server unavailable", "servidor no disponible"),
            Map.entry("bad user name or password", "usuario o contraseña incorrectos"),
            Map.entry("not authorized", "no autorizado"),
            Map.entry("refused", "rechazado"),
            Map.entry("reason", "motivo"));

    private PacketWords() {
    }

    static String in(Language language, String english) {
        return switch (language) {
            case EN -> english;
            case ES -> Optional.ofNullable(SPANISH.get(english))
                    .orElseThrow(() -> new IllegalStateException("there is no Spanish for '" + english + "'"));
        };
    }
}
