package mqttlab.slides;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import mqttlab.testkit.mqtt.PacketFamily;

/** The colours of packets, which the tool has too: as roles for the decks' style sheet, and for the theme of the handouts. */
final class PacketColours {

    private PacketColours() {
    }

    static void write(Path theme, Path prepared, Path shown) throws IOException {
        Files.createDirectories(shown.resolve("theme"));
        Files.writeString(shown.resolve("theme/packets.css"), each(family ->
                ".reveal .%s { color: %s; font-weight: 700; }\n".formatted(role(family), family.hex())));
        Files.writeString(prepared.resolve("handout.yml"), Files.readString(theme.resolve("handout.yml")) + "role:\n" + each(family ->
                "  %s:\n    font-color: '%s'\n    font-style: bold\n".formatted(role(family), family.hex())));
    }

    private static String each(Function<PacketFamily, String> line) {
        return Stream.of(PacketFamily.values()).map(line).collect(joining());
    }

    /** {@code keepalive}: a role of AsciiDoc has no underscore. */
    private static String role(PacketFamily family) {
        return family.name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
