package mqttlab.testkit.tap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mqttlab.testkit.mqtt.Decoded;
import mqttlab.testkit.mqtt.Direction;

/** A trace as a JSON document: every event with all its fields, the bytes in hexadecimal. */
public final class TraceJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private TraceJson() {
    }

    public static String of(Trace trace) {
        return of(trace.events());
    }

    public static String of(List<TraceEvent> events) {
        try {
            return JSON.writeValueAsString(Map.of("events", tree(events)));
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }

    /** The events as ordered maps, to be put into a larger document. */
    public static List<Map<String, Object>> tree(List<TraceEvent> events) {
        return events.stream().map(TraceJson::tree).toList();
    }

    private static Map<String, Object> tree(TraceEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", event.number());
        fields.put("millis", event.at().toNanos() / 1000 / 1000.0);
        fields.put("event", kind(event));
        if (event.connection() > 0) {
            fields.put("connection", event.connection());
            fields.put("client", event.client());
        }
        fields.put("text", event.text());
        switch (event) {
            case TracedPacket p -> {
                wire(fields, p.direction(), p.packet());
                fields.put("packet", p.packet().fields());
            }
            case TracedBytes b -> {
                wire(fields, b.direction(), b.malformed());
                fields.put("reason", b.malformed().reason());
            }
            case ConnectionClosed c -> {
                fields.put("by", c.by().toString());
                fields.put("how", lower(c.how()));
                fields.put("first", c.first());
                fields.put("detail", c.detail());
            }
            case FaultApplied f -> {
                fields.put("fault", lower(f.fault()));
                f.packet().ifPresent(p -> {
                    wire(fields, p.direction(), p.packet());
                    fields.put("packet", p.packet().fields());
                });
            }
            case ConnectionOpened o -> {
            }
            case Note n -> fields.put("note", n.note());
            case TraceFull f -> fields.put("limit", f.limit());
        }
        return fields;
    }

    private static void wire(Map<String, Object> fields, Direction direction, Decoded decoded) {
        fields.put("from", direction.sender());
        fields.put("raw", HexFormat.of().formatHex(decoded.raw()));
    }

    private static String kind(TraceEvent event) {
        return switch (event) {
            case ConnectionOpened o -> "opened";
            case TracedPacket p -> "packet";
            case TracedBytes b -> "malformed";
            case ConnectionClosed c -> "closed";
            case FaultApplied f -> "fault";
            case Note n -> "note";
            case TraceFull f -> "full";
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
