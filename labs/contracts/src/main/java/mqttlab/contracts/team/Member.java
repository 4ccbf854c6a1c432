package mqttlab.contracts.team;

/**
 * A member of a team. One object is one MQTT client; it takes its seat once. What it must not forget is in the folder of the
 * seat, so that another object, in another program, can go on from there. The program may end at any moment, without
 * {@link #close}.
 *
 * <p>Its methods may be called by any thread, also by a listener that is being told, and wait for no answer of the broker.
 */
public interface Member extends AutoCloseable {

    /**
     * Takes a seat, and returns when what the folder holds is known. From then on, until {@link #close}, this object sees to it
     * that there is a connection:
     *
     * <ul>
     * <li>It connects with MQTT 3.1.1, the client identifier of the seat, and a session that outlives the connection.
     * <li>It subscribes to the changes of its team, {@code TEAM/changes/+} with QoS 1, and to nothing else; and only if it must:
     * if the broker has no session for it, or if it has never been confirmed in this session, not even to an earlier program.
     * <li>An attempt fails if the broker cannot be reached, refuses, or does not answer in time, to the CONNECT or to a
     * SUBSCRIBE. Then nothing is left of its connection, and another attempt is made.
     * <li>The first attempt is made at once. Before each other one there is one pause, by {@link Clock#sleep}, also before the
     * first one after a connection was lost.
     * <li>The n-th pause in a row is chosen at random, anew each time, with all values alike, between half and the whole of
     * {@code firstMillis * 2^(n-1)}; but where that is more than {@code longestMillis}, of {@code longestMillis}. Milliseconds
     * are whole, so that it may be off by one. An attempt that succeeds, with its subscription if one is needed, ends the row.
     * </ul>
     *
     * @param listener is told what other members do
     * @param clock    how to wait for the time of a pause
     */
    void join(String brokerUri, Seat seat, Rhythm rhythm, Listener listener, Clock clock);

    /**
     * Adds a task to the board, and returns its identifier when the change is in the folder and in {@link #tasks}, whether there
     * is a connection or not.
     *
     * <p>Changes are published in the order of their numbers, as soon as the folder has them and there is a connection. Those
     * under way when it is lost are sent again on the next one as section 4.4 demands, and not published anew, also if the
     * broker has no session any more. Those that were not acknowledged when the program ended are published by the next one, in
     * order, each once, with whatever packet identifiers; those that were acknowledged are not.
     *
     * @throws IllegalArgumentException if a task cannot have this title; then nothing has changed
     */
    String add(String title) throws IllegalArgumentException;

    /** Completes a task, as {@link #add} adds one. If the board has no such task, or it is done already, nothing happens. */
    void complete(String task);

    /** The board as this member knows it: all tasks, in the order in which it has come to know them. */
    Task[] tasks();

    /**
     * Takes leave with a DISCONNECT, which leaves the session as it is, and closes the connection. Waits neither for a pause
     * nor for a CONNACK, nor for a listener. When it has returned, no listener is told anything more, and nothing is left that
     * connects again or that keeps a program from ending. Closing twice does no harm, nor closing what has never joined.
     */
    @Override
    void close();

    /** Is told of changes. */
    @FunctionalInterface
    interface Listener {

        /**
         * Tells what another member has done. A listener is told one change after the other, in the order in which they first
         * come.
         *
         * <ul>
         * <li>Each is told once, in all programs together: of one member, the numbers grow, and what does not have a greater
         * number than the one before is a copy. Only a change of which the listener was still being told when the program ended
         * is told once more, by the next program.
         * <li>The board has it before the listener is told. To complete a task that the board does not have changes nothing
         * there, and neither does adding one that it has. The listener is told all the same.
         * <li>On the wire, it is acknowledged when the listener is done with it and the folder has it, and not before.
         * Copies, malformed messages and our own changes are acknowledged, too.
         * <li>A listener may be busy for long: it holds up later changes of others, and nothing else.
         * <li>If it throws, whatever it is, it has been told all the same.
         * <li>What was done while this member was away is told as well, and may come as soon as the broker has accepted.
         * </ul>
         */
        void changed(Change change);
    }

    /** Lets time pass. In a program it is the time of the machine; in a check it is not. */
    @FunctionalInterface
    interface Clock {

        /** Returns when the time is over, or ends with an exception when its thread is interrupted. */
        void sleep(long millis) throws InterruptedException;
    }
}
