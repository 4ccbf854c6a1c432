package mqttlab.testkit.failure;

/**
 * What kind of failure ended a check. A check's hint is about what the code does; where the code crashed, hung or was never
 * found, the advice of the kind stands in its place.
 */
public enum FailureKind {

    /** The code did something else than the check wants: the check's own hint says it all. */
    BEHAVIOUR(true, ""),
    WRONG_PACKET(true, "The packet came, but is not the one expected: compare the line marked > above with what was expected, "
            + "field by field."),
    UNWANTED_PACKET(true, "A packet was sent that must not be there: the line marked > above. Look for the place that sends it."),
    TOO_EARLY(true, "Something happened before what it has to wait for. Wait for the packet or the call that is missing; "
            + "a pause would only hide the mistake."),
    MISSING_PACKET(true, "What the check waited for never came. Find the last line above that is right: what should your code "
            + "have done next?"),
    CONNECTION_CLOSED(true, "The broker closed the connection instead of going on. Look for the place that closes it: often it "
            + "is an exception on that connection's thread."),
    STACK_TRACE(true, "Your broker printed an exception: its first line that names a file of yours is the place to look."),
    NEEDLESS_EXCEPTION(true, "Your code gave up, with an exception that its contract knows, and needed not. What did it try, or "
            + "wait for, and why did that not come about? To catch the exception would only hide it."),
    CLIENT_SILENT(false, "Your code never sent a packet, not even a CONNECT. Does it connect at all, and to the address that it "
            + "is given, rather than to one of its own?"),
    BROKER_SILENT(false, "Your broker took the connection and never answered anything. Does it read what comes, write an answer, "
            + "and flush it?"),

    NOT_WRITTEN(false, "This part is still the starter's: write it where the TODO stands, and delete the line that throws "
            + "UnsupportedOperationException."),
    THREW(false, "Your code ended with an exception that its contract does not mention. The first line of your code above is the "
            + "place: prevent the exception, or catch it there and throw what the contract says."),
    UNCAUGHT(false, "An exception that nobody caught ended a thread or a callback of your code. Catch it in the method that is "
            + "named above; Paho closes the connection when one escapes from a callback."),
    REFUSED(false, "Nobody listens where your code tried to connect. Use the address that it is given, not a host or port of its "
            + "own; and if this is the right one, throw what the contract says."),
    CONNECTION_LOST(false, "The connection ended while your code was using it. Catch what is thrown then, and throw what the "
            + "contract says."),
    NO_ANSWER(false, "The client gave up waiting for an answer of the broker. Is the call made on a connection that is open, and "
            + "outside of a callback?"),
    EXITED(false, "System.exit ends the whole program, and with it everything else that runs in it. Return, or throw an "
            + "exception that says what is wrong."),
    JVM_ENDED(false, "The Java process ended by itself, without an exception. Does your code call Runtime.halt, or fill the "
            + "memory of the machine?"),
    OUT_OF_MEMORY(false, "The memory is full. Look for what grows without a bound: a queue that nobody empties, a list that is "
            + "only added to, an array as long as a packet claims to be."),
    STACK_OVERFLOW(false, "A method calls itself without end, or as often as a topic has levels. Give the recursion an end that "
            + "is always reached, or write it as a loop."),

    CALLBACK_WAITS(false, "Your code waits for the broker inside a callback of Paho. As soon as some more messages have come, "
            + "Paho reads nothing until the callback returns, not even the answer that it waits for. Hand the work to another "
            + "thread, and return from the callback."),
    DEADLOCK(false, "Two threads wait for each other's locks: they are above. Take the locks in the same order everywhere, or "
            + "hold none while you call something that takes another."),
    ENDLESS_LOOP(false, "The code runs in circles at the place above. What should end that loop, and why does it never happen?"),
    STUCK(false, "The call waits at the place above, and what it waits for never comes. Who should wake it up? Give every wait a "
            + "limit."),
    GAVE_UP(false, "The check took so long that it was given up. Something in your code is far too slow, or waits again and "
            + "again: the times above show where."),

    NO_SERVICE(false, "The course finds your class through the file that is named above. Restore it with git checkout, and keep "
            + "the full name of your class in it."),
    NO_SUCH_CLASS(false, "The file META-INF/services names a class that is not there. If you have renamed the class or moved it "
            + "to another package, write its new full name there."),
    WRONG_CLASS(false, "The class does not implement the interface of the contract: it needs 'implements', and the import from "
            + "mqttlab.contracts."),
    NO_CONSTRUCTOR(false, "The course makes an object of your class by itself: the class must be public, not abstract, and have "
            + "a public constructor without parameters. What it needs, it gets through its methods."),

    BROKER_ENDED_EARLY(false, "The program ended before it listened. What it printed says why; an exception in main ends it."),
    NOT_LISTENING(false, "Once clients can connect, the program must print 'listening on port N', with the port that it really "
            + "has, and go on running."),
    BROKER_GONE(false, "The whole program ended, or no longer accepts connections. What happens on one connection must never "
            + "reach the others: catch exceptions where that connection is served."),
    NOT_ACCEPTED(false, "The broker runs, and does not accept a new connection. Does one thread both accept and serve clients, "
            + "so that one of them holds up all others?"),
    FINISHED_BROKER(false, "Only a broker that you have written can be checked. With --target, that is a program of your own, in "
            + "any language, which is already running; Mosquitto and other finished brokers get no points."),

    INFRASTRUCTURE(false, "This is not about your code: something that the course needs is missing or broken. ./lab doctor says "
            + "more."),
    /** Of results without a failure. */
    NONE(false, "");

    private final boolean hintFits;
    private final String advice;

    FailureKind(boolean hintFits, String advice) {
        this.hintFits = hintFits;
        this.advice = advice;
    }

    /** What to try; empty where the check's hint says it all. */
    public String advice() {
        return advice;
    }

    /** Whether the check's own hint is about this failure, too. */
    public boolean hintFits() {
        return hintFits;
    }
}
