package mqttlab.suites.lab03;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.contracts.market.Exchange;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Price;
import mqttlab.contracts.market.Side;
import mqttlab.contracts.market.Trader;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.suites.Call;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.wire.Publisher;

/** What the checks of this lab begin with: a market of their own, and somebody else who places orders there. */
record Floor(Scene scene, String market, Publisher somebody) {

    /** Long enough to connect again on a busy machine, and shorter than a call of the student's may take. */
    private static final int PATIENCE_SECONDS = 7;
    private static final int SOME_MILLIS = 200;
    /** So many identifiers can be read. */
    private static final int FEW = 20;
    private static final long MOST_CENTS = 1_000_000;

    /** An order that a desk was handed, and the guarantee that it was told. */
    record Executed(Order order, Guarantee guarantee) {
    }

    static Floor in(Scene scene) {
        return new Floor(scene, scene.name("market"), scene.untracedPublisher());
    }

    /** Another market, on which the same somebody places orders. */
    Floor next(String name) {
        return new Floor(scene, name, somebody);
    }

    static int patienceMillis() {
        return (int) Patience.stretch(Duration.ofSeconds(PATIENCE_SECONDS)).toMillis();
    }

    // ---- the student's clients, connected to the tap

    Trader trader() throws BrokerUnavailableException {
        return trader(scene.name("trader"), patienceMillis());
    }

    Trader trader(String clientId, int patienceMillis) throws BrokerUnavailableException {
        forgetSession(clientId);
        Trader trader = scene.create(Trader.class);
        trader.connect(scene.brokerUri(), clientId, patienceMillis);
        return trader;
    }

    Exchange exchange() throws BrokerUnavailableException {
        return exchange(scene.name("exchange"), patienceMillis());
    }

    Exchange exchange(String clientId, int patienceMillis) throws BrokerUnavailableException {
        forgetSession(clientId);
        Exchange exchange = scene.create(Exchange.class);
        exchange.connect(scene.brokerUri(), clientId, patienceMillis);
        return exchange;
    }

    /** A check that is repeated has the same names, and the broker keeps sessions: one with a clean session ends the old one. */
    private void forgetSession(String clientId) {
        scene.connectUntraced(clientId).disconnectAndAwaitClosed();
    }

    Recipient<Executed> desk(String name) {
        return scene.recipient(name, executed -> executed.order().id());
    }

    static Exchange.Desk executing(Recipient<Executed> desk) {
        return (order, guarantee) -> desk.accept(new Executed(order, guarantee));
    }

    /** What a busy desk does. */
    static void await(CountDownLatch latch) {
        try {
            latch.await(4 * Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- orders

    Order order() {
        Side side = scene.random().nextBoolean() ? Side.BUY : Side.SELL;
        return new Order(market, scene.name("share"), scene.name("o"), side, scene.random().nextInt(1, 1_000),
                scene.random().nextLong(1, MOST_CENTS));
    }

    /** So many orders for one share. */
    List<Order> orders(int count) {
        String symbol = scene.name("share");
        return Stream.generate(this::order).limit(count)
                .map(each -> new Order(market, symbol, each.id(), each.side(), each.shares(), each.cents())).toList();
    }

    /** One that is alike in all but its identifier. */
    Order like(Order order) {
        return new Order(order.market(), order.symbol(), scene.name("o"), order.side(), order.shares(), order.cents());
    }

    static Order[] array(List<Order> orders) {
        return orders.toArray(Order[]::new);
    }

    /** The same identifier, and all else is different. */
    Order withIdOf(Order order) {
        Order other = order();
        return new Order(market, other.symbol(), order.id(), other.side(), other.shares(), other.cents());
    }

    static String topic(Order order) {
        return order.market() + "/orders/" + order.symbol();
    }

    static String text(Order order) {
        return "%s;%s;%d;%d".formatted(order.id(), order.side(), order.shares(), order.cents());
    }

    static String topic(Price price) {
        return price.market() + "/prices/" + price.symbol();
    }

    static String text(Price price) {
        return price.number() + ";" + price.cents();
    }

    /** Somebody else places it with this QoS, and the broker has it. */
    Order comes(Order order, int qos) {
        somebody.publish(topic(order), qos, text(order));
        return order;
    }

    Order comes(int qos) {
        return comes(order(), qos);
    }

    // ---- what has become of them

    /** The desk was handed these, each once, in this order, and nothing else; the last of them has come last of all. */
    void executed(Recipient<Executed> desk, List<Order> expected) {
        List<Order> orders = desk.await(expected.size()).stream().map(Executed::order).toList();
        // Where the identifiers are right, it is something else in them that is not.
        boolean differInMore = ids(orders).equals(ids(expected));
        scene.trace().require(orders.equals(expected), "the desk is handed these orders, each once and in this order: "
                        + (expected.size() > FEW ? "the %d that are new".formatted(expected.size()) : ids(expected)),
                differInMore ? difference(orders, expected) : difference(ids(orders), ids(expected)));
    }

    /** Where it begins. */
    private static String difference(List<?> came, List<?> due) {
        int at = 0;
        while (at < Math.min(came.size(), due.size()) && came.get(at).equals(due.get(at))) {
            at++;
        }
        if (at == came.size()) {
            return "after number %d nothing came".formatted(at);
        }
        int before = came.subList(0, at).lastIndexOf(came.get(at));
        return "as number %d it was handed %s%s, and due was %s".formatted(at + 1, came.get(at),
                before < 0 ? "" : ", as before as number " + (before + 1), at < due.size() ? due.get(at) : "nothing");
    }

    static List<String> ids(List<Order> orders) {
        return orders.stream().map(Order::id).toList();
    }

    Auditor auditor() {
        return Auditor.at(this);
    }

    /** It ends with a {@link BrokerUnavailableException}. */
    void unavailable(String call, Call code) {
        Call.unavailable(scene.trace(), call, code);
    }

    /** It does so when this patience is over, give or take what a busy machine adds. */
    void unavailableAfter(int patienceMillis, String call, Call code) {
        long start = System.nanoTime();
        unavailable(call, code);
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        scene.trace().require(millis >= patienceMillis - SOME_MILLIS && millis < patienceMillis + Patience.usual().toMillis(),
                "%s has one patience, of %d ms".formatted(call, patienceMillis), "%s ended after %d ms".formatted(call, millis));
    }
}
