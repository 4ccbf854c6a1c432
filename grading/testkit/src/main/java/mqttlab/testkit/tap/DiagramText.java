package mqttlab.testkit.tap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.testkit.mqtt.Direction;

/** A sequence diagram in plain characters: clients, the tap when it did something, the broker; a line an event. */
final class DiagramText {

    private static final int MOST_LABEL = 60;
    private static final int LEAST_GAP = 12;
    private static final int MOST_NAME = 16;

    private final List<TraceEvent> events;
    private final Lifelines lifelines;
    private final List<String> clients;
    private final int[] columns;
    private final int labelColumn;
    private final int gap;

    DiagramText(List<TraceEvent> events) {
        this.events = events;
        this.lifelines = new Lifelines(events);
        this.clients = lifelines.clients().isEmpty() ? List.of("client") : lifelines.clients();
        this.gap = Math.max(LEAST_GAP, events.stream().mapToInt(e -> label(e).length()).max().orElse(0) + 8);
        List<Integer> positions = new ArrayList<>();
        int x = 10;
        for (String client : clients) {
            positions.add(x);
            x += Math.max(LEAST_GAP, TraceText.cut(client, MOST_NAME).length() + 2);
        }
        this.labelColumn = positions.getLast();
        positions.add(labelColumn + gap);
        if (lifelines.hasTap()) {
            positions.add(labelColumn + gap + LEAST_GAP);
        }
        this.columns = positions.stream().mapToInt(Integer::intValue).toArray();
    }

    String draw() {
        StringBuilder text = new StringBuilder(heads()).append('\n');
        events.forEach(event -> text.append(line(event)).append('\n'));
        return text.toString();
    }

    private String heads() {
        List<String> heads = new ArrayList<>(clients.stream().map(c -> TraceText.cut(c, MOST_NAME)).toList());
        if (lifelines.hasTap()) {
            heads.add("tap");
        }
        heads.add("broker");
        char[] row = blank();
        for (int i = 0; i < heads.size(); i++) {
            put(row, columns[i] - heads.get(i).length() / 2, heads.get(i));
        }
        return text(row);
    }

    private String line(TraceEvent event) {
        char[] row = blank();
        for (int column : columns) {
            row[column] = '|';
        }
        put(row, 0, "%4d".formatted(event.number()));
        int client = columns[Math.max(0, clients.indexOf(lifelines.name(event)))];
        int broker = columns[columns.length - 1];
        int tap = columns[clients.size()];
        switch (event) {
            case TracedPacket p when p.direction() == Direction.FROM_BROKER -> left(row, broker, client);
            case TracedPacket p when lifelines.stopsAtTap(p) -> {
                right(row, client, tap);
                row[tap] = 'x';
            }
            case TracedPacket p -> right(row, client, broker);
            case TracedBytes b when b.direction() == Direction.FROM_BROKER -> left(row, broker, client);
            case TracedBytes b -> right(row, client, broker);
            case FaultApplied f when Lifelines.isFromBroker(f) && !Lifelines.isReleased(f) -> {
                left(row, broker, tap);
                row[tap] = 'x';
            }
            case FaultApplied f when Lifelines.isReleased(f) && !Lifelines.isFromBroker(f) -> right(row, tap, broker);
            case FaultApplied f -> row[tap] = '!';
            case ConnectionOpened o -> row[client] = 'o';
            case ConnectionClosed c -> row[client] = c.first() ? 'X' : '|';
            case Note n -> row[labelColumn] = '#';
            case TraceFull f -> row[labelColumn] = '!';
        }
        put(row, labelColumn + 3, " " + label(event) + " ");
        return text(row);
    }

    private static String label(TraceEvent event) {
        return TraceText.cut(event.text(), MOST_LABEL);
    }

    private static void right(char[] row, int from, int to) {
        dashes(row, from, to);
        row[to - 1] = '>';
    }

    private static void left(char[] row, int from, int to) {
        dashes(row, to, from);
        row[to + 1] = '<';
    }

    /** Lifelines that an arrow crosses stay visible. */
    private static void dashes(char[] row, int left, int right) {
        for (int x = left + 1; x < right; x++) {
            if (row[x] == ' ') {
                row[x] = '-';
            }
        }
    }

    private char[] blank() {
        char[] row = new char[columns[columns.length - 1] + 12];
        Arrays.fill(row, ' ');
        return row;
    }

    private static void put(char[] row, int at, String text) {
        for (int i = 0; i < text.length() && at + i < row.length; i++) {
            row[at + i] = text.charAt(i);
        }
    }

    private static String text(char[] row) {
        return new String(row).stripTrailing();
    }
}
