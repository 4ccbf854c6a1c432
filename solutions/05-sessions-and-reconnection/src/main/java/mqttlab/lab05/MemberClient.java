package mqttlab.lab05;

// lab:hide
import java.util.Optional;
// lab:end
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
// lab:hide
import java.util.concurrent.RejectedExecutionException;
// lab:end
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.team.Change;
// lab:hide
import mqttlab.contracts.team.Change.What;
// lab:end
import mqttlab.contracts.team.Member;
import mqttlab.contracts.team.Rhythm;
import mqttlab.contracts.team.Seat;
import mqttlab.contracts.team.Task;

/** A member of a team. What it knows is in its notebook; when it connects, subscribes, publishes and tells is decided here. */
public final class MemberClient implements Member {

    private static final long PATIENCE_SECONDS = 5;

    private final Connection connection = new Connection(this::arrived, this::lost);
    private final Outbox outbox = new Outbox(this::publish);
    /** One thread: two that connect at a time would throw each other out. */
    private final ExecutorService connecting = Executors.newSingleThreadExecutor();
    private Seat seat;
    private Rhythm rhythm;
    private Listener listener;
    private Clock clock;
    private Notebook notebook;
    private final CountDownLatch online = new CountDownLatch(1);
    private volatile boolean closed;

    @Override
    public void join(String brokerUri, Seat seat, Rhythm rhythm, Listener listener, Clock clock) {
        this.seat = seat;
        this.rhythm = rhythm;
        this.listener = listener;
        this.clock = clock;
        this.notebook = new Notebook(seat);
        connection.prepare(brokerUri, seat.clientId(), rhythm.patienceMillis());
        notebook.unsent().forEach(outbox::add);
        // lab:task 1 Have the executor connect. Nobody waits for it here
        connecting.execute(() -> connect(new BackOff(rhythm)));
        // lab:end
    }

    // ---- connecting

    /** Makes attempts, until one has succeeded. */
    private void connect(BackOff backOff) {
        // lab:task 2 What if it has not succeeded? Pause, and try again, until it has or we are closed
        // lab:starter attempt();
        try {
            while (!closed && !attempt()) {
                clock.sleep(backOff.nextMillis());
            }
        } catch (InterruptedException end) {
            // by close
        }
        // lab:end
    }

    /** Makes one, and gives whether it has succeeded. If not, nothing is left of its connection. */
    private boolean attempt() {
        try {
            boolean sessionPresent = connection.connect();
            subscribe(sessionPresent);
            outbox.sendWaiting();
            online.countDown();
            return true;
        } catch (BrokerUnavailableException e) {
            connection.abandon();
            return false;
        }
    }

    /** Waits for the first attempt that succeeds, for a program that wants to begin only then. False if none has, so far. */
    boolean awaitOnline(int seconds) throws InterruptedException {
        return online.await(seconds, TimeUnit.SECONDS);
    }

    private void subscribe(boolean sessionPresent) throws BrokerUnavailableException {
        // lab:task 3 quietly Subscribe to the filter of our team, but only if we must. What does the notebook know?
        if (!sessionPresent) {
            notebook.setSubscribed(false);
        }
        if (!notebook.isSubscribed()) {
            connection.subscribe(Texts.filter(seat));
            notebook.setSubscribed(true);
        }
        // lab:end
    }

    /** Called by Paho, on a thread that it needs for other things. */
    private void lost() {
        // lab:task 2 quietly Have the executor come back. When is it too late for that, and when is it done already?
        try {
            connecting.execute(this::comeBack);
        } catch (RejectedExecutionException e) {
            // We are being closed.
        }
        // lab:end
    }

    // lab:hide
    /** Many lose their connection at the same moment, when a broker ends: so there is a pause even before the first attempt. */
    private void comeBack() {
        if (closed || connection.isUp()) {
            return;
        }
        BackOff backOff = new BackOff(rhythm);
        try {
            clock.sleep(backOff.nextMillis());
            connect(backOff);
        } catch (InterruptedException end) {
            // by close
        }
    }
    // lab:end

    // ---- our own changes

    @Override
    public String add(String title) {
        // lab:task 1 Make the change, give it to the outbox, and return the identifier of its task
        return make(What.ADDED, "", title).orElseThrow().task();
        // lab:end
    }

    @Override
    public void complete(String task) {
        // lab:task 1 The same; but is there something to complete?
        make(What.DONE, task, "");
        // lab:end
    }

    // lab:hide
    /** One at a time, so that they are published in the order of their numbers. */
    private synchronized Optional<Change> make(What what, String task, String title) {
        Optional<Change> change = notebook.make(what, task, title);
        change.ifPresent(outbox::add);
        return change;
    }
    // lab:end

    /** False if there is no connection. */
    private boolean publish(Change change) {
        // lab:task 1 Hand it to Paho; when it is acknowledged, the notebook is to know
        return connection.publish(Texts.topic(seat), Texts.payload(change), () -> notebook.sent(change.number()));
        // lab:end
    }

    @Override
    public Task[] tasks() {
        return notebook.tasks();
    }

    // ---- the changes of others

    /** Called for each message, one at a time. No exception may leave it: nothing would be handed over any more. */
    private void arrived(Connection.Arrival arrival) {
        // lab:task 4 quietly If it is news: put it on the board, tell the listener, keep it. In any case, acknowledge the message
        Texts.change(arrival.topic(), arrival.payload()).filter(notebook::isNews).ifPresent(this::take);
        arrival.acknowledge().run();
        // lab:end
    }

    // lab:hide
    /** What is kept has been told: if the program ends in between, the next one tells it again, rather than nobody. */
    private void take(Change news) {
        notebook.apply(news);
        tell(news);
        notebook.keep(news);
    }

    private void tell(Change news) {
        try {
            listener.changed(news);
        } catch (Throwable e) {
            System.err.println("The listener has thrown: " + e);
        }
    }
    // lab:end

    // ---- leaving

    @Override
    public void close() {
        closed = true;
        connecting.shutdownNow();
        try {
            // Paho is not made for being closed by one thread while another connects.
            connecting.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
