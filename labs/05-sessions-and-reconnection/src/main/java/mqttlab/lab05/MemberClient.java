package mqttlab.lab05;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.team.Change;
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
        // TODO task 1: Have the executor connect. Nobody waits for it here
        throw new UnsupportedOperationException("Task 1 is still to be written: Have the executor connect. Nobody "
                + "waits for it here");
    }

    // ---- connecting

    /** Makes attempts, until one has succeeded. */
    private void connect(BackOff backOff) {
        // TODO task 2: What if it has not succeeded? Pause, and try again, until it has or we are closed
        attempt();
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
        // TODO task 3: Subscribe to the filter of our team, but only if we must. What does the notebook know?
    }

    /** Called by Paho, on a thread that it needs for other things. */
    private void lost() {
        // TODO task 2: Have the executor come back. When is it too late for that, and when is it done already?
    }

    // ---- our own changes

    @Override
    public String add(String title) {
        // TODO task 1: Make the change, give it to the outbox, and return the identifier of its task
        throw new UnsupportedOperationException("Task 1 is still to be written: Make the change, give it to the "
                + "outbox, and return the identifier of its task");
    }

    @Override
    public void complete(String task) {
        // TODO task 1: The same; but is there something to complete?
        throw new UnsupportedOperationException("Task 1 is still to be written: The same; but is there something to "
                + "complete?");
    }

    /** False if there is no connection. */
    private boolean publish(Change change) {
        // TODO task 1: Hand it to Paho; when it is acknowledged, the notebook is to know
        throw new UnsupportedOperationException("Task 1 is still to be written: Hand it to Paho; when it is "
                + "acknowledged, the notebook is to know");
    }

    @Override
    public Task[] tasks() {
        return notebook.tasks();
    }

    // ---- the changes of others

    /** Called for each message, one at a time. No exception may leave it: nothing would be handed over any more. */
    private void arrived(Connection.Arrival arrival) {
        // TODO task 4: If it is news: put it on the board, tell the listener, keep it. In any case, acknowledge the
        // message
    }

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
