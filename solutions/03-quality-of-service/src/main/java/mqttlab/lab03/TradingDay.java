package mqttlab.lab03;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Side;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.lab03.BadLine.PacketType;

/** Watch it work: five orders, and each time the trader's line breaks at another packet. */
public final class TradingDay {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final BlockingQueue<String> EXECUTED = new LinkedBlockingQueue<>();

    private TradingDay() {
    }

    public static void main(String[] args) throws BrokerUnavailableException, InterruptedException, IOException {
        String broker = args.length > 0 ? args[0] : "tcp://localhost:1883";
        long pid = ProcessHandle.current().pid();
        try (BadLine toTrader = new BadLine(broker); BadLine toExchange = new BadLine(broker);
                TraderClient trader = new TraderClient(); ExchangeClient exchange = new ExchangeClient()) {
            exchange.connect(toExchange.uri(), "exchange-" + pid, PATIENCE_MILLIS);
            exchange.listen("cadiz", Guarantee.EXACTLY_ONCE, (order, guarantee) -> EXECUTED.add(order.id()));
            trader.connect(toTrader.uri(), "trader-" + pid, PATIENCE_MILLIS);
            System.out.println("guarantee      cut before  published  delivered  executed");
            for (Case each : Case.values()) {
                toTrader.breakBefore(each.cut);
                trader.place(each.guarantee, order(each + ": the order"));
                // What comes behind it shows that nothing of it is under way any more.
                trader.place(Guarantee.EXACTLY_ONCE, order(each + ": the next"));
                int executed = executedBefore(each + ": the next");
                System.out.printf("%-14s %-10s %10d %10d %9d%n", each.guarantee, each.cut,
                        toTrader.published(each + ": the order"), toExchange.published(each + ": the order"), executed);
            }
        }
    }

    private static Order order(String id) {
        return new Order("cadiz", "SHIPYARD", id, Side.BUY, 100, 1250);
    }

    private static int executedBefore(String last) throws InterruptedException {
        int executed = 0;
        for (String id = next(); !id.equals(last); id = next()) {
            executed++;
        }
        return executed;
    }

    private static String next() throws InterruptedException {
        String id = EXECUTED.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (id == null) {
            throw new IllegalStateException("An order did not arrive.");
        }
        return id;
    }

    private enum Case {
        A(Guarantee.AT_LEAST_ONCE, PacketType.PUBACK), B(Guarantee.EXACTLY_ONCE, PacketType.PUBREC),
        C(Guarantee.EXACTLY_ONCE, PacketType.PUBREL), D(Guarantee.EXACTLY_ONCE, PacketType.PUBCOMP),
        E(Guarantee.AT_MOST_ONCE, PacketType.PUBLISH);

        private final Guarantee guarantee;
        private final PacketType cut;

        Case(Guarantee guarantee, PacketType cut) {
            this.guarantee = guarantee;
            this.cut = cut;
        }
    }
}
