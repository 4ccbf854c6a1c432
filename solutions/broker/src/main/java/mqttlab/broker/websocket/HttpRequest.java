package mqttlab.broker.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The request line of an HTTP request and its headers, by names in which capitals do not matter. */
record HttpRequest(String line, Map<String, List<String>> headers) {

    private static final int LIMIT = 8192;

    /** Reads up to the empty line after the headers, and not a byte further: frames may follow at once. */
    static HttpRequest read(InputStream in) throws IOException {
        List<String> lines = lines(in);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header : lines.subList(1, lines.size())) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw Refusal.badRequest("A header of the request is not of the form name: value.");
            }
            headers.computeIfAbsent(header.substring(0, colon), name -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
        }
        return new HttpRequest(lines.getFirst(), headers);
    }

    private static List<String> lines(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < LIMIT; i++) {
            int c = in.read();
            if (c == '\n' && line.isEmpty() && !lines.isEmpty()) {
                return lines;
            } else if (c == '\n') {
                lines.add(line.toString());
                line.setLength(0);
            } else if (c >= ' ' || c == '\t') {
                line.append((char) c);
            } else if (c < 0) {
                throw new EOFException("The client left before its WebSocket request was complete.");
            } else if (c != '\r') {
                // Most often MQTT without a WebSocket, which would else wait for its CONNACK, and we for the line's end.
                throw Refusal.badRequest("This port speaks MQTT over WebSocket: expected an HTTP request.");
            }
        }
        throw Refusal.badRequest("The request is longer than %d bytes.".formatted(LIMIT));
    }

    /** The values of a header that is a list with commas; it may be there more than once. */
    List<String> list(String name) {
        return headers.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .toList();
    }

    /** Whether the header's list has this word, in capitals or not. */
    boolean has(String name, String word) {
        return list(name).stream().anyMatch(word::equalsIgnoreCase);
    }
}
