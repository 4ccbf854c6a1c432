package mqttlab.lab.demo;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.market.Exchange;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Side;
import mqttlab.contracts.market.Trader;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.Patience;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TracedPacket;

/** Demo 05: the solution of lab 03 with a trader and an exchange. A tap cuts the trader's line while an order is under way. */
final class CutDemo implements Demo {

    private static final String TRADER = "trader";
    private static final String EXCHANGE = "exchange";
    private static final String MARKET = "cadiz";
    /** Short, as are the orders: a packet has to fit between two lifelines of a slide. */
    private static final String SHARE = "X";
    private static final String LOST = "A";
    /** For the whole of it: the first connection loads Paho, and later ones are made again and again until one is accepted. */
    private static final int PATIENCE_MILLIS = 20_000;

    private final InetSocketAddress broker;
    private final Tap tap;
    private final ClassLoader solution;
    private final List<AutoCloseable> clients = new ArrayList<>();
    private final BlockingQueue<String> executed = new LinkedBlockingQueue<>();
    private final Map<String, Action> steps = new LinkedHashMap<>();
    private Trader trader;

    CutDemo(Stage stage) {
        this.broker = new InetSocketAddress(stage.broker().host(), stage.broker().port());
        this.solution = stage.solution();
        this.tap = Tap.to(() -> broker);
        steps.put("both-connect", this::bothConnect);
        steps.put("cut-at-qos-0", this::cutAtQos0);
        steps.put("cut-at-qos-1", this::cutAtQos1);
        steps.put("cut-at-qos-2", this::cutAtQos2);
    }

    private void bothConnect(Show show) throws BrokerUnavailableException {
        Exchange exchange = load(Exchange.class);
        exchange.connect(tap.uri(), EXCHANGE, PATIENCE_MILLIS);
        exchange.listen(MARKET, Guarantee.EXACTLY_ONCE, (order, guarantee) -> executed.add(order.id()));
        show.await(fromBroker(SUBACK).byClient(EXCHANGE));
        trader = load(Trader.class);
        trader.connect(tap.uri(), TRADER, PATIENCE_MILLIS);
        show.await(fromBroker(CONNACK).byClient(TRADER));
    }

    private void cutAtQos0(Show show) throws BrokerUnavailableException {
        tap.when(published()).once().cutBefore();
        trader.place(Guarantee.AT_MOST_ONCE, order(LOST));
        show.await(published(), fault(Fault.CUT_BEFORE), fromClient(CONNECT).byClient(TRADER),
                fromBroker(CONNACK).byClient(TRADER));
    }

    /** Moquette takes a PUBLISH with DUP for a copy: there, the exchange gets one. */
    private void cutAtQos1(Show show) throws BrokerUnavailableException, InterruptedException {
        tap.when(fromBroker(PUBACK).byClient(TRADER)).once().cutBefore();
        int handedOn = placed(order("B"));
        List<TracedPacket> delivered = tap.trace().await(handedOn, fromBroker(PUBLISH).byClient(EXCHANGE).withPayload(text("B")));
        List<Match<?>> passed = new ArrayList<>(List.<Match<?>>of(published().notDuplicate(), fault(Fault.CUT_BEFORE),
                fromClient(CONNECT).byClient(TRADER), fromBroker(CONNACK).byClient(TRADER), published().duplicate(),
                fromBroker(PUBACK).byClient(TRADER)));
        if (handedOn > 1) {
            passed.addAll(passed.size() - 1, acknowledged(delivered.getLast()));
        }
        passed.addAll(1, acknowledged(delivered.getFirst()));
        show.await(passed.toArray(Match<?>[]::new));
        if (handedOn == 1) {
            show.say("taken-for-a-copy");
        }
        executedOnce(show, "B");
        // Had the order of the step before been on its way still, it would have come by now.
        tap.trace().none(fromBroker(PUBLISH).byClient(EXCHANGE).withPayload(text(LOST)));
    }

    /** @return how many times the broker hands it on, all in all */
    private int placed(Order order) throws BrokerUnavailableException {
        try (HiddenReader hidden = new HiddenReader(broker, MARKET + "/orders/+")) {
            trader.place(Guarantee.AT_LEAST_ONCE, order);
            tap.trace().await(fromBroker(PUBACK).byClient(TRADER));
            return hidden.handedOn();
        }
    }

    private static List<Match<?>> acknowledged(TracedPacket delivered) {
        return List.of(fromBroker(PUBLISH).byClient(EXCHANGE).withIdOf(delivered),
                fromClient(PUBACK).byClient(EXCHANGE).withIdOf(delivered));
    }

    /** Mosquitto hands the order on when it is released, Moquette when it comes; section 4.3.3 of the standard allows both. */
    private void cutAtQos2(Show show) throws BrokerUnavailableException, InterruptedException {
        tap.when(fromBroker(PUBREC).byClient(TRADER)).once().cutBefore();
        trader.place(Guarantee.EXACTLY_ONCE, order("C"));
        TracedPacket delivered = tap.trace().await(fromBroker(PUBLISH).byClient(EXCHANGE).withPayload(text("C")));
        tap.trace().await(fromClient(PUBCOMP).byClient(EXCHANGE).withIdOf(delivered));
        List<Match<?>> handedOn = List.<Match<?>>of(fromBroker(PUBLISH).byClient(EXCHANGE), fromClient(PUBREC).byClient(EXCHANGE),
                fromBroker(PUBREL).byClient(EXCHANGE), fromClient(PUBCOMP).byClient(EXCHANGE));
        List<Match<?>> passed = new ArrayList<>(List.<Match<?>>of(published().notDuplicate(), fault(Fault.CUT_BEFORE),
                fromClient(CONNECT).byClient(TRADER), fromBroker(CONNACK).byClient(TRADER), published().duplicate(),
                fromBroker(PUBREC).byClient(TRADER), fromClient(PUBREL).byClient(TRADER), fromBroker(PUBCOMP).byClient(TRADER)));
        FaultApplied cut = tap.trace().all(fault(Fault.CUT_BEFORE)).getLast();
        passed.addAll(delivered.isBefore(cut) ? 1 : passed.size() - 1, handedOn);
        show.await(passed.toArray(Match<?>[]::new));
        show.onlyOnce(fromBroker(PUBLISH).byClient(EXCHANGE));
        executedOnce(show, "C");
    }

    // ---- what several steps do

    private static PacketMatch published() {
        return fromClient(PUBLISH).byClient(TRADER);
    }

    private static Order order(String id) {
        return new Order(MARKET, SHARE, id, Side.BUY, 1, 5);
    }

    /** As it is in a message: the form is laid down in {@link Order}. */
    private static String text(String id) {
        return id + ";BUY;1;5";
    }

    /** Whatever was delivered of it has been acknowledged, and that is done when the desk is. */
    private void executedOnce(Show show, String id) throws InterruptedException {
        String first = executed.poll(Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
        if (!id.equals(first) || !executed.isEmpty()) {
            throw new IllegalStateException("executed: %s and then %s, instead of %s and no more".formatted(first, executed, id));
        }
        show.say("executed", EXCHANGE, id);
    }

    private <T extends AutoCloseable> T load(Class<T> contract) {
        T client = ServiceLoader.load(contract, solution).findFirst().orElseThrow();
        clients.add(client);
        return client;
    }

    @Override
    public Map<String, Action> steps() {
        return steps;
    }

    @Override
    public Trace trace() {
        return tap.trace();
    }

    @Override
    public List<String> participants() {
        return List.of(TRADER, "broker", EXCHANGE);
    }

    @Override
    public void close() {
        for (AutoCloseable client : clients) {
            try {
                client.close();
            } catch (Exception e) {
                // The broker was gone before it.
            }
        }
        tap.close();
    }
}
