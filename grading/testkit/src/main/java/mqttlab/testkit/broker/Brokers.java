package mqttlab.testkit.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/**
 * All brokers of one run are of one kind and come from here. Safe for use from any thread; one thread at a time starts
 * the shared broker, the others wait for it.
 */
public final class Brokers implements AutoCloseable {

    private static final String NONE = "none";

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Broker> open = ConcurrentHashMap.newKeySet();
    private final String kind;
    private final boolean judged;
    private final boolean onlyOne;
    private final Function<BrokerSettings, Broker> starter;
    private final List<String> passedOver;
    private Broker shared;
    private boolean closed;

    private Brokers(BrokerKind kind, List<String> passedOver) {
        this.kind = kind.word();
        this.judged = false;
        this.onlyOne = false;
        this.starter = settings -> started(kind, settings);
        this.passedOver = List.copyOf(passedOver);
    }

    private Brokers(String kind, boolean onlyOne, Function<BrokerSettings, Broker> starter) {
        this.kind = kind;
        this.judged = true;
        this.onlyOne = onlyOne;
        this.starter = starter;
        this.passedOver = List.of();
    }

    /** Brokers that are what a suite judges: somebody has written them. */
    public static Brokers judged(String kind, Function<BrokerSettings, Broker> starter) {
        return new Brokers(kind, false, starter);
    }

    /** The same, but there is just one, which is running already: whoever asks for one of its own gets this one, too. */
    public static Brokers judged(TargetBroker target) {
        return new Brokers(target.description(), true, settings -> target);
    }

    /** None at all, for a suite that judges functions. */
    public static Brokers none() {
        return new Brokers(NONE, false, settings -> {
            throw new InfrastructureException("this suite was to do without a broker");
        });
    }

    /** The first kind that works, of container, process, embedded: a shared broker of that kind has been started. */
    public static Brokers auto() {
        return auto(Brokers::availability);
    }

    static Brokers auto(Function<BrokerKind, Availability> here) {
        List<String> passedOver = new ArrayList<>();
        for (BrokerKind kind : BrokerKind.values()) {
            Availability availability = here.apply(kind);
            if (!availability.available()) {
                passedOver.add(availability.detail());
                continue;
            }
            Brokers brokers = new Brokers(kind, passedOver);
            try {
                brokers.shared();
                return brokers;
            } catch (InfrastructureException e) {
                brokers.close();
                passedOver.add(e instanceof MosquittoImage.Unpullable unpullable ? unpullable.inBrief() : e.getMessage());
            }
        }
        throw new InfrastructureException("There is no broker: " + String.join("; ", passedOver));
    }

    /** What a person asked for: {@code auto}, or the word of a kind. */
    public static Brokers named(String word) {
        if (word.equals("auto")) {
            return auto();
        }
        return forced(Stream.of(BrokerKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InfrastructureException("There is no broker of the kind '" + word
                        + "'. There are auto, container, process and embedded.")));
    }

    /** This kind and no other. */
    public static Brokers forced(BrokerKind kind) {
        return forced(kind, Brokers::availability);
    }

    static Brokers forced(BrokerKind kind, Function<BrokerKind, Availability> here) {
        Availability availability = here.apply(kind);
        if (!availability.available()) {
            throw new InfrastructureException("You asked for the broker '%s', but there is %s. %s"
                    .formatted(kind.word(), availability.detail(), availability.advice()));
        }
        return new Brokers(kind, List.of());
    }

    /** What this machine has, and what to do about what it lacks. Quick: starts nothing and pulls nothing. */
    public static List<Availability> survey() {
        return Stream.of(BrokerKind.values()).map(Brokers::availability).toList();
    }

    /** The same, and whether the container's image is here or can be got, which may take some seconds. */
    public static List<Availability> examination() {
        return survey().stream().map(each -> each.kind() == BrokerKind.CONTAINER ? MosquittoImage.withImage() : each).toList();
    }

    private static Availability availability(BrokerKind kind) {
        return switch (kind) {
            case CONTAINER -> MosquittoImage.availability();
            case PROCESS -> MosquittoProgram.availability();
            case EMBEDDED -> Availability.found(kind, MoquetteBroker.name());
        };
    }

    /** The word for what they are: of a kind, {@link BrokerKind#word()}. */
    public String kind() {
        return kind;
    }

    /** Whether it is the brokers that a suite judges. */
    public boolean areJudged() {
        return judged;
    }

    /**
     * Whether one client can spoil them for the others, by malformed packets or a session taken over: Moquette stops
     * serving some.
     */
    public boolean areFragile() {
        return areEmbedded();
    }

    /** Whether it is the embedded broker, which cannot do all that Mosquitto can. */
    public boolean areEmbedded() {
        return kind.equals(BrokerKind.EMBEDDED.word());
    }

    /** Whether all checks have to share one broker, even those that want one of their own. */
    public boolean areOnlyOne() {
        return onlyOne;
    }

    /** Whether there is none. */
    public boolean areNone() {
        return kind.equals(NONE);
    }

    /** Which kind, and why not those before it. */
    public String choice() {
        return kind + (passedOver.isEmpty() ? "" : ": " + String.join("; ", passedOver));
    }

    /** Why not the kinds before it, where the choice was free. */
    public List<String> passedOver() {
        return passedOver;
    }

    /**
     * An anonymous broker with default settings, for all who need nothing special; started at its first use, and after a crash.
     */
    public Broker shared() {
        lock.lock();
        try {
            if (shared == null || !shared.isAlive()) {
                shared = own(BrokerSettings.anonymous());
            }
            return shared;
        } finally {
            lock.unlock();
        }
    }

    /** A broker of one's own, started. The caller closes it; what is still open goes when this is closed. */
    public Broker own(BrokerSettings settings) {
        if (closed()) {
            throw new IllegalStateException("These brokers were closed.");
        }
        Broker broker = starter.apply(settings);
        open.add(broker);
        if (closed()) {
            broker.close();
        }
        return broker;
    }

    private static Broker started(BrokerKind kind, BrokerSettings settings) {
        return switch (kind) {
            case CONTAINER -> MosquittoContainer.started(settings);
            case PROCESS -> MosquittoProcess.started(MosquittoProgram.find().orElseThrow(() ->
                    new InfrastructureException("mosquitto was here and is gone.")), settings);
            case EMBEDDED -> MoquetteBroker.started(settings);
        };
    }

    private boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            shared = null;
        } finally {
            lock.unlock();
        }
        open.forEach(Broker::close);
        open.clear();
    }
}
