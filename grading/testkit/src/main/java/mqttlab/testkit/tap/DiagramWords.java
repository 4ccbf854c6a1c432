package mqttlab.testkit.tap;

import mqttlab.testkit.mqtt.Packet;

/** What a diagram says, in the language of those who look at it. As it is, it is in English. */
public interface DiagramWords {

    DiagramWords ENGLISH = new DiagramWords() { };

    /** @param identifier the client's, or what stands for one that has none */
    default String client(String identifier) {
        return identifier;
    }

    default String packet(Packet packet) {
        return packet.toString();
    }

    /** Whatever else happens. */
    default String event(TraceEvent event) {
        return event.text();
    }
}
