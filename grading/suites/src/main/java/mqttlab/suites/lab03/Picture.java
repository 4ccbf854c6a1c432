package mqttlab.suites.lab03;

import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.contracts.market.Exchange;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Side;
import mqttlab.contracts.market.Trader;
import mqttlab.testkit.student.StudentRun;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TracedPacket;

/** An order at least once, and the trader's connection is cut before the PUBACK. */
public final class Picture implements mqttlab.testkit.student.Picture {

    private static final int PATIENCE_MILLIS = 8_000;

    @Override
    public List<TraceEvent> held(StudentRun run, Tap tap) throws Exception {
        Exchange exchange = run.create(Exchange.class);
        exchange.connect(tap.uri(), "exchange", PATIENCE_MILLIS);
        exchange.listen("cadiz", Guarantee.AT_LEAST_ONCE, (order, guarantee) -> { });
        Trader trader = run.create(Trader.class);
        trader.connect(tap.uri(), "trader", PATIENCE_MILLIS);
        tap.when(fromBroker(PUBACK).byClient("trader")).once().cutBefore();
        trader.place(Guarantee.AT_LEAST_ONCE, new Order("cadiz", "SHIPYARD", "o-1", Side.BUY, 100, 1250));
        tap.trace().await(2, fromClient(PUBACK).byClient("exchange"));
        for (AutoCloseable each : List.of(trader, exchange)) {
            each.close();
        }
        tap.trace().await(2, fromClient(DISCONNECT));
        return inFixedOrder(tap.trace().events());
    }

    /** Nobody lays down whom the broker answers first: the picture has it that the exchange gets what the trader has sent. */
    private static List<TraceEvent> inFixedOrder(List<TraceEvent> all) {
        List<TraceEvent> trader = of("trader", all);
        List<TraceEvent> exchange = of("exchange", all);
        int first = publish(trader, 0) + 1;
        int second = publish(trader, first) + 1;
        List<TraceEvent> numbered = new ArrayList<>();
        Stream.of(exchange.subList(0, 4), trader.subList(0, first), exchange.subList(4, 6), trader.subList(first, second),
                exchange.subList(6, 8), trader.subList(second, trader.size()), exchange.subList(8, exchange.size()))
                .flatMap(List::stream).forEach(each -> numbered.add(withNumber(numbered.size() + 1, each)));
        return numbered;
    }

    private static List<TraceEvent> of(String client, List<TraceEvent> all) {
        return all.stream().filter(each -> each.client().equals(client))
                .filter(each -> each instanceof TracedPacket || each instanceof FaultApplied).toList();
    }

    private static int publish(List<TraceEvent> events, int from) {
        int place = from;
        while (fromClient(PUBLISH).in(events.get(place)).isEmpty()) {
            place++;
        }
        return place;
    }

    private static TraceEvent withNumber(int number, TraceEvent event) {
        return switch (event) {
            case TracedPacket p -> new TracedPacket(number, p.at(), p.connection(), p.client(), p.direction(), p.packet());
            case FaultApplied f -> new FaultApplied(number, f.at(), f.connection(), f.client(), f.fault(), f.packet());
            default -> throw new IllegalArgumentException("not in the picture: " + event);
        };
    }
}
