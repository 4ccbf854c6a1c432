package mqttlab.lab.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.ConnectionClosed;
import mqttlab.testkit.tap.ConnectionClosed.How;
import mqttlab.testkit.tap.DiagramWords;
import mqttlab.testkit.tap.Party;
import mqttlab.testkit.tap.TraceEvent;

/** What is said in a recorded diagram. */
public final class SpokenWords implements DiagramWords {

    private static final String NAMELESS = "connection ";

    private final Language language;
    private final Map<String, Text> clients;

    /** @param clients what they are called, by {@code client-} and their identifiers */
    private SpokenWords(Language language, Map<String, Text> clients) {
        this.language = language;
        this.clients = clients;
    }

    public static SpokenWords of(Path checkout, Language language) {
        return new SpokenWords(language, ScriptYaml.texts(checkout.resolve("slides/demos/clients.yaml")));
    }

    @Override
    public String client(String identifier) {
        return Optional.ofNullable(clients.get("client-" + identifier)).orElseGet(() ->
                new Text(identifier, identifier.replaceFirst("^" + NAMELESS, "conexión "))).in(language);
    }

    @Override
    public String packet(Packet packet) {
        return packet.text(word -> PacketWords.in(language, word));
    }

    @Override
    public String event(TraceEvent event) {
        return event instanceof ConnectionClosed end && end.first() && language == Language.ES ? spanish(end) : event.text();
    }

    private static String spanish(ConnectionClosed end) {
        String who = end.by() == Party.BROKER ? "el broker" : "el cliente";
        return who + (end.how() == How.ORDERLY ? " cierra" : " corta") + " la conexión";
    }
}
