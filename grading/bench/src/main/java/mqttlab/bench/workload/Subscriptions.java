package mqttlab.bench.workload;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import mqttlab.bench.contender.RunningBroker;
import mqttlab.bench.load.Handshake;
import mqttlab.bench.load.Load;
import mqttlab.bench.load.Share;
import mqttlab.bench.load.Window;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.measure.Meter;

/**
 * Many subscriptions, some with wildcards, and then messages each of which three of them match: one that has no wildcard, one
 * with two {@code +}, one with {@code #}. The three belong to different clients, because a broker may deliver a message once
 * for each of a client's subscriptions, or once for all.
 *
 * @param areas each has ten subscriptions
 */
record Subscriptions(int areas) implements Workload {

    private static final int PER_AREA = 10;
    private static final int PLAIN = 8;
    private static final int CLIENTS = 100;
    private static final int FILTERS_IN_A_PACKET = 10;
    private static final int MATCHES = 3;
    /** Area a is the affair of clients a, a + 33 and a + 66. */
    private static final int PLUS = 33;
    private static final int HASH = 66;
    private static final int WARM = 1_000;

    @Override
    public String name() {
        return "subscriptions";
    }

    @Override
    public String title() {
        return "%,d subscriptions, one in five with wildcards, then publishing".formatted(areas * PER_AREA);
    }

    @Override
    public Broker broker() {
        return Broker.FRESH;
    }

    @Override
    public void warmUp(RunningBroker broker, Duration length) throws IOException {
        run(broker, Math.min(WARM, areas), length);
    }

    @Override
    public Measurement measure(RunningBroker broker, Duration length) throws IOException {
        return run(broker, areas, length);
    }

    private static Measurement run(RunningBroker broker, int areas, Duration length) throws IOException {
        try (Load load = new Load(broker.address(), 1)) {
            List<Handshake> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> load.connect(load.unique("bench-client-" + client), true)).toList();
            Map<Figure, Double> figures = subscribe(broker, load, clients, areas);
            for (int client = 0; client < CLIENTS; client++) {
                Share share = share(client);
                load.subscriber(clients.get(client), "client " + client, 0, false, publisher -> share,
                        (time, publisher, number) -> { });
            }
            load.publisher(0, false, IntStream.range(0, areas).mapToObj(area -> topic(load, area, area % PLAIN)).toList());
            Meter meter = Meter.started(broker);
            load.saturate(Window.ofUndelivered(1_000), length, Saturated.PAUSE);
            Meter.Reading reading = meter.read();
            figures.putAll(reading.of(load.delivered() / MATCHES));
            return new Measurement(figures, load.faults(), load.problem(), reading.isDriverBound());
        }
    }

    private static Map<Figure, Double> subscribe(RunningBroker broker, Load load, List<Handshake> clients, int areas) {
        double count = areas * PER_AREA;
        List<List<List<String>>> packets = IntStream.range(0, CLIENTS)
                .mapToObj(client -> packets(filters(load, client, areas))).toList();
        OptionalLong resident = broker.resident();
        OptionalLong live = broker.live();
        Meter meter = Meter.started(broker);
        for (int client = 0; client < CLIENTS; client++) {
            clients.get(client).subscribe(packets.get(client), 0);
        }
        Meter.Reading reading = meter.read();
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.SUBSCRIBE_CPU, reading.broker() * 1e6 / count);
        resident.ifPresent(before -> figures.put(Figure.BYTES_EACH, (broker.resident().orElse(before) - before) / count));
        live.ifPresent(before -> figures.put(Figure.LIVE_EACH, (broker.live().orElse(before) - before) / count));
        return figures;
    }

    /** Message n is about area n. */
    private static Share share(int client) {
        return Share.of(CLIENTS, client, Math.floorMod(client - PLUS, CLIENTS), Math.floorMod(client - HASH, CLIENTS));
    }

    private static List<String> filters(Load load, int client, int areas) {
        List<String> filters = new ArrayList<>();
        for (int area = 0; area < areas; area++) {
            int of = area % CLIENTS;
            if (of == client) {
                for (int device = 0; device < PLAIN; device++) {
                    filters.add(topic(load, area, device));
                }
            } else if ((of + PLUS) % CLIENTS == client) {
                filters.add("+/area%d/+/state".formatted(area));
            } else if ((of + HASH) % CLIENTS == client) {
                filters.add(load.unique("bench") + "/area%d/#".formatted(area));
            }
        }
        return filters;
    }

    private static String topic(Load load, int area, int device) {
        return load.unique("bench") + "/area%d/device%d/state".formatted(area, device);
    }

    private static List<List<String>> packets(List<String> filters) {
        return IntStream.range(0, (filters.size() + FILTERS_IN_A_PACKET - 1) / FILTERS_IN_A_PACKET)
                .mapToObj(i -> filters.subList(i * FILTERS_IN_A_PACKET, Math.min(filters.size(), (i + 1) * FILTERS_IN_A_PACKET)))
                .toList();
    }
}
