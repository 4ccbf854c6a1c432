package mqttlab.testkit.check;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.student.Failure;
import mqttlab.testkit.student.Stuck;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.tap.TraceText;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;

/**
 * Where a check plays: a broker, a tap in front of it whose trace also holds the calls of the student's code, and that code,
 * freshly started. Everything random in it follows from the seed of the run and the check, so that it can be played again.
 */
public final class Scene implements AutoCloseable {

    private static final int FEW_EVENTS = 100;
    private static final long FEW_BYTES = 4_096;

    private final Setup setup;
    private final boolean fresh;
    private final Random random;
    private final Names names;
    private final Cleanup cleanup = new Cleanup();
    private final Trace trace = new Trace();
    private final Calls calls = new Calls(trace);
    private final SceneBroker broker;
    private final Programs programs;
    private final SceneTap tap;
    private final Cleanup folders = new Cleanup();
    private Publisher anybody;
    private volatile boolean lost;

    Scene(Setup setup, String checkId) {
        this(setup, checkId, 0);
    }

    /** @param heap of a broker that is judged, in MiB: see {@link Graded#heap()} */
    Scene(Setup setup, String checkId, int heap) {
        this.setup = setup;
        this.fresh = setup.suspects().contains(checkId);
        this.broker = new SceneBroker(setup.brokers(), fresh, heap, cleanup);
        this.programs = new Programs(() -> setup.startCode(fresh));
        this.tap = new SceneTap(broker, programs, trace, cleanup);
        this.random = new Random(31 * setup.seed() + checkId.hashCode());
        this.names = new Names(random);
    }

    /** A broker of this check's own, instead of the one that all share. To be called before anything else. */
    public Broker ownBroker(BrokerSettings settings) {
        return broker.own(settings);
    }

    public Tap tap() {
        return tap.get();
    }

    /** What has passed through the tap, what {@link #open()} clients have said and heard, and calls of the student's code. */
    public Trace trace() {
        return trace;
    }

    /** What the student's code is told to connect to: the tap. */
    public String brokerUri() {
        return tap().uri();
    }

    /** Where nobody listens: the port is taken until this scene ends, so that nothing else can be given it meanwhile. */
    public String unusedUri() {
        return cleanup.closing(TakenPort.any()).uri();
    }

    /** A new object of the student's; its calls and returns go into the trace. */
    public <T> T create(Class<T> contract) {
        return calls.noted(contract, programs.running().create(contract));
    }

    /**
     * Ends the student's program as a power cut would, wherever it is. Objects that are created from now on are in another JVM,
     * and know of the first one only what it has left in a {@link #folder}. In an IDE, where there is one JVM, they are closed.
     */
    public void killCode() {
        programs.kill();
        trace.note("the program is killed");
    }

    /** An empty folder for the student's code. It outlives {@link #killCode}, and is removed at the end of the check. */
    public Path folder() {
        return folders.closing(setup.code().folder()).path();
    }

    /**
     * That a program could end here: no thread that the student's code has started, itself or through a library, is left that
     * would keep it from that.
     */
    public void requireThatAProgramCanEnd() {
        List<String> left = programs.stillRunning(Patience.usual());
        trace.require(left.isEmpty(), "a program that has closed everything can end",
                "these threads go on: " + String.join(", ", left));
    }

    /** The return of a call such as {@code publish}: in time, or with an exception. */
    public Match<Note> returned(String method) {
        return Calls.returned(method);
    }

    /** A client of the suite's own, directly at the broker: what it does is not in the trace. */
    public WireClient client() {
        return cleanup.closing(WireClient.connect(broker.address(), name("suite")));
    }

    /** TCP to the broker itself, for suites that judge a broker byte by byte: what is said is in the trace. */
    public WireClient open() {
        return reaching(address -> WireClient.open(address, trace));
    }

    /** Like {@link #open()}, but not in the trace: for clients in great number. */
    public WireClient openUntraced() {
        return reaching(address -> WireClient.open(address, new Trace(FEW_EVENTS, FEW_BYTES)));
    }

    /** TCP and a CONNECT, with a clean session and no keep alive, which the broker must accept. */
    public WireClient connect(String clientId) {
        return reaching(address -> WireClient.connect(address, clientId, trace));
    }

    /** The same with a CONNECT of the suite's own. */
    public WireClient connect(Packet connect) {
        return reaching(address -> WireClient.connect(address, connect, trace));
    }

    /** Like {@link #connect(String)}, but not in the trace: for clients in great number. */
    public WireClient connectUntraced(String clientId) {
        return reaching(address -> WireClient.connect(address, clientId, new Trace(FEW_EVENTS, FEW_BYTES)));
    }

    /** A client that publishes, connected like {@link #connect}. What it retains is cleared at the end of the check. */
    public Publisher publisher() {
        return publisher(connect(name("publisher")));
    }

    /** The same, but directly at the broker, and what it does is not in the trace: it is not what is judged. */
    public Publisher untracedPublisher() {
        return publisher(client());
    }

    private Publisher publisher(WireClient client) {
        Publisher publisher = new Publisher(client, name("echoes"));
        atEnd(() -> publisher.clearRetained(this::client));
        return publisher;
    }

    /** A client that has subscribed to these filters, connected like {@link #connect}. */
    public Subscriber subscriber(String... filters) {
        return subscriber(connect(name("subscriber")), filters);
    }

    /** The same, with a connection that there is already. */
    public Subscriber subscriber(WireClient client, String... filters) {
        Subscriber subscriber = new Subscriber(client, name("sentinels"), this::anybody);
        subscriber.subscribe(filters);
        return subscriber;
    }

    /** So many of them. */
    public List<Subscriber> subscribers(int count, String... filters) {
        return Stream.generate(() -> subscriber(filters)).limit(count).toList();
    }

    /**
     * One whom the student's subscriber hands things.
     *
     * @param name  what a report calls it, such as {@code the reader}
     * @param title what the history says of each thing
     */
    public <T> Recipient<T> recipient(String name, Function<T, String> title) {
        return new Recipient<>(trace, name, title);
    }

    private Publisher anybody() {
        if (anybody == null) {
            anybody = publisher();
        }
        return anybody;
    }

    /** That a broker which has started cannot be reached is its mistake where it is judged, and otherwise ours. */
    private WireClient reaching(Function<InetSocketAddress, WireClient> client) {
        InetSocketAddress address = broker.address();
        try {
            return cleanup.closing(client.apply(address));
        } catch (InfrastructureException e) {
            if (setup.brokers().areJudged()) {
                throw trace.failure(FailureKind.NOT_ACCEPTED, "the broker takes a new connection", e.getMessage());
            }
            throw e;
        }
    }

    /** Waits until the broker has nothing to do, which an endless loop never lets it: for a check with a broker of its own. */
    public void awaitRestOfBroker() {
        Rest.await("the broker", broker::processorTime, trace);
    }

    /** The same for the student's code, where that is a client. */
    public void awaitRestOfCode() {
        Rest.awaitLong("the program", programs::processorTime, trace);
    }

    /** Does that beside the check as soon as there has been such an event, however long it takes until then. */
    public <E extends TraceEvent> void when(Match<E> match, Consumer<E> action) {
        atEnd(new Watch(trace, match, action));
    }

    /** A name that nothing else has, here or in another check: for client identifiers and topic levels. */
    public String name(String stem) {
        return names.of(stem);
    }

    public Random random() {
        return random;
    }

    /** What the trace holds, for a report; the events that a failure is about are marked. */
    List<String> history(Throwable thrown) {
        String history = thrown instanceof TraceFailure failure ? TraceText.history(failure) : TraceText.history(trace);
        return (history + TraceText.cut(trace)).lines().toList();
    }

    List<Failure> uncaught() {
        return programs.uncaught();
    }

    /** Where the student's threads stand, if they hold each other up so that what a check waits for never comes. */
    Optional<Stuck> stuckForGood() {
        return programs.stuckForGood();
    }

    boolean hasStudent() {
        return programs.areThere();
    }

    boolean isBrokerJudged() {
        return setup.brokers() != null && setup.brokers().areJudged();
    }

    /** What the code under judgement printed: the student's client, or the student's broker. */
    String output() {
        return programs.areThere() ? programs.output() : broker.output();
    }

    /** Whether the broker is what is judged, and nobody can connect to it any more: it has ended by itself. */
    boolean brokerIsGone() {
        return broker.isGone();
    }

    /** What puts things right again at the end of this check, however it ends; a {@link #client()} may be made for it. */
    public void atEnd(AutoCloseable cleaning) {
        cleanup.closing(cleaning);
    }

    /** To be called when the check is lost: nobody else shall have the JVM of its code. */
    void lost() {
        lost = true;
    }

    boolean isInFreshJvm() {
        return !broker.isUsed() && programs.areFresh();
    }

    @Override
    public void close() {
        if (lost) {
            programs.kill();
        }
        cleanup.run();
        programs.release();
        folders.run();
    }
}
