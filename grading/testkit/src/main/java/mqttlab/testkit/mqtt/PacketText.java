package mqttlab.testkit.mqtt;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A packet in one line. */
final class PacketText {

    private static final int SHOWN_NAME = 80;

    private final UnaryOperator<String> words;

    /** @param words says what there is to say in a language, given it in English */
    PacketText(UnaryOperator<String> words) {
        this.words = words;
    }

    static String of(Packet p) {
        return new PacketText(UnaryOperator.identity()).text(p);
    }

    String text(Packet p) {
        return switch (p.type()) {
            case CONNECT -> connect(p);
            case CONNACK -> "CONNACK %s%s".formatted(connectReturnCode(p.returnCode()),
                    p.sessionPresent() ? ", " + in("session present") : "");
            case PUBLISH -> publish(p);
            case SUBSCRIBE -> "SUBSCRIBE id %d %s".formatted(p.packetId(), list(p.topicFilters()));
            case SUBACK -> "SUBACK id %d %s".formatted(p.packetId(),
                    list(p.returnCodes().stream().map(this::granted).toList()));
            case UNSUBSCRIBE -> "UNSUBSCRIBE id %d %s".formatted(p.packetId(),
                    list(p.unsubscribedFilters().stream().map(PacketText::name).toList()));
            case UNSUBACK -> "UNSUBACK id %d".formatted(p.packetId());
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> "%s id %d%s".formatted(p.type(), p.packetId(), reason(p));
            case DISCONNECT, AUTH -> p.type() + reason(p);
            case PINGREQ, PINGRESP -> p.type().toString();
        };
    }

    private String connect(Packet p) {
        String client = p.clientId().isEmpty() ? in("without a client identifier") : name(p.clientId());
        boolean usual = p.protocolLevel() == 4;
        return Stream.of(
                        Stream.of("CONNECT " + client),
                        usual ? Stream.<String>empty() : Stream.of(in("protocol level") + " " + p.protocolLevel()),
                        Stream.of(in(p.cleanSession() ? "clean session" : "keeps session")),
                        Stream.of("keep alive %d s".formatted(p.keepAlive())),
                        p.userName().map(u -> in("user") + " " + name(u)).stream(),
                        p.will().map(will -> will.text(in("will"))).stream())
                .flatMap(parts -> parts)
                .collect(Collectors.joining(", "));
    }

    private static String publish(Packet p) {
        return "PUBLISH QoS %d%s%s%s %s %s".formatted(p.qos(), p.qos() == 0 ? "" : " id " + p.packetId(),
                p.duplicate() ? " dup" : "", p.retain() ? " retain" : "", name(p.topic()), p.payload());
    }

    String connectReturnCode(int code) {
        return switch (code) {
            case 0 -> "0 " + in("accepted");
            case 1 -> "1 " + in("unacceptable protocol version");
            case 2 -> "2 " + in("identifier rejected");
            case 3 -> "3 " + in("server unavailable");
            case 4 -> "4 " + in("bad user name or password");
            case 5 -> "5 " + in("not authorized");
            default -> "0x%02x".formatted(code);
        };
    }

    String granted(int code) {
        return switch (code) {
            case 0, 1, 2 -> "QoS " + code;
            case 0x80 -> in("refused") + " (0x80)";
            default -> "0x%02x".formatted(code);
        };
    }

    private String reason(Packet p) {
        return p.returnCode() == 0 ? "" : " %s 0x%02x".formatted(in("reason"), p.returnCode());
    }

    private String in(String english) {
        return words.apply(english);
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
