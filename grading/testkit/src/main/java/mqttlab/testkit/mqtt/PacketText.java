package mqttlab.testkit.mqtt;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A packet in one line. */
final class PacketText {

    private static final int SHOWN_NAME = 80;

    private PacketText() {
    }

    static String of(Packet p) {
        return switch (p.type()) {
            case CONNECT -> connect(p);
            case CONNACK -> "CONNACK %s%s".formatted(connectReturnCode(p.returnCode()),
                    p.sessionPresent() ? ", session present" : "");
            case PUBLISH -> publish(p);
            case SUBSCRIBE -> "SUBSCRIBE id %d %s".formatted(p.packetId(), list(p.topicFilters()));
            case SUBACK -> "SUBACK id %d %s".formatted(p.packetId(),
                    list(p.returnCodes().stream().map(PacketText::granted).toList()));
            case UNSUBSCRIBE -> "UNSUBSCRIBE id %d %s".formatted(p.packetId(),
                    list(p.unsubscribedFilters().stream().map(PacketText::name).toList()));
            case UNSUBACK -> "UNSUBACK id %d".formatted(p.packetId());
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> "%s id %d%s".formatted(p.type(), p.packetId(), reason(p));
            case DISCONNECT, AUTH -> p.type() + reason(p);
            case PINGREQ, PINGRESP -> p.type().toString();
        };
    }

    private static String connect(Packet p) {
        String client = p.clientId().isEmpty() ? "without a client identifier" : name(p.clientId());
        boolean usual = p.protocolLevel() == 4;
        return Stream.of(
                        Stream.of("CONNECT " + client),
                        usual ? Stream.<String>empty() : Stream.of("protocol level " + p.protocolLevel()),
                        Stream.of(p.cleanSession() ? "clean session" : "keeps session"),
                        Stream.of("keep alive %d s".formatted(p.keepAlive())),
                        p.userName().map(u -> "user " + name(u)).stream(),
                        p.will().map(Will::toString).stream())
                .flatMap(parts -> parts)
                .collect(Collectors.joining(", "));
    }

    private static String publish(Packet p) {
        return "PUBLISH QoS %d%s%s%s %s %s".formatted(p.qos(), p.qos() == 0 ? "" : " id " + p.packetId(),
                p.duplicate() ? " dup" : "", p.retain() ? " retain" : "", name(p.topic()), p.payload());
    }

    static String connectReturnCode(int code) {
        return switch (code) {
            case 0 -> "0 accepted";
            case 1 -> "1 unacceptable protocol version";
            case 2 -> "2 identifier rejected";
            case 3 -> "3 server unavailable";
            case 4 -> "4 bad user name or password";
            case 5 -> "5 not authorized";
            default -> "0x%02x".formatted(code);
        };
    }

    static String granted(int code) {
        return switch (code) {
            case 0, 1, 2 -> "QoS " + code;
            case 0x80 -> "refused (0x80)";
            default -> "0x%02x".formatted(code);
        };
    }

    private static String reason(Packet p) {
        return p.returnCode() == 0 ? "" : " reason 0x%02x".formatted(p.returnCode());
    }

    private static String list(List<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** A topic, filter or identifier: without quotes unless it is empty or has a blank, and never endless. */
    private static String name(String name) {
        String cut = name.length() <= SHOWN_NAME ? name : name.substring(0, SHOWN_NAME) + "...";
        return cut.isBlank() || cut.contains(" ") ? SafeText.quote(cut) : SafeText.escape(cut);
    }
}
