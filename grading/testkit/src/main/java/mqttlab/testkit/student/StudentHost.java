package mqttlab.testkit.student;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mqttlab.testkit.gate.Taps;

/** The main class of a student's JVM: it makes the student's objects, and lets the suite call them over the channel. */
public final class StudentHost {

    /** The number under which the host itself can be called. */
    static final int OBJECT = 1;

    /** What the host itself can be asked for. */
    interface Host {
        /** Makes an object of the student's class for a contract, and returns its number. */
        int create(String contract);

        /** Lets go of all student's classes, so that the next object comes from classes loaded anew. */
        void forget();

        Stuck stuck();

        /** Listens on a port where this has a network of its own, for what listens there outside; see {@link Taps}. */
        void openPort(int port) throws IOException;

        void shutPort(int port);

        /** Waits until no thread keeps a program from ending, but not for longer, and gives the names of those that still do. */
        String[] stillRunning(long millis) throws InterruptedException;
    }

    /** Paho reports here what a callback threw, before it closes the connection. Held, since loggers are weakly referenced. */
    private static final Logger PAHO_CALLBACKS = Logger.getLogger("org.eclipse.paho.client.mqttv3.internal.CommsCallback");

    private StudentHost() {
    }

    /** @param args the path of the channel's socket, and the folder of the student's classes */
    public static void main(String[] args) throws IOException {
        Admission admission = Admission.told(System.in);
        StudentClasses students = new StudentClasses(Path.of(args[1]));
        Rehearsal.loadWhatIsAskedFor();
        try (SocketChannel socket = admission.enter(Path.of(args[0]))) {
            Channel channel = new Channel(Channels.newInputStream(socket),
                    new UninterruptedOutput(Channels.newOutputStream(socket)),
                    task -> StartedThreads.forCall(task, students.loader()),
                    thrown -> Failure.of(thrown, students::own), Allowance.unlimited());
            channel.export(Host.class, host(channel, students, new Taps(StudentProcess.exit(Path.of(args[0])))));
            reportUncaught(channel, students::own);
            reportExit(channel, students::own);
            channel.serve(event -> { });
        } finally {
            removeFolder(Path.of(args[0]));
            if (!Rehearsal.isGoingOn()) {
                // The suite is done with this JVM, or gone: whatever the student's threads are doing, it is over.
                Runtime.getRuntime().halt(0);
            }
        }
    }

    /** The suite does so too, unless it has been killed. What the student's code has written there stays. */
    private static void removeFolder(Path socket) {
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.getParent());
        } catch (IOException e) {
            // A temporary folder that stays behind harms nobody.
        }
    }

    private static Host host(Channel channel, StudentClasses students, Taps taps) {
        StartedThreads started = new StartedThreads();
        return new Host() {
            @Override
            public int create(String contract) {
                Class<?> type = StudentClasses.contract(contract);
                return channel.export(type, students.create(type));
            }

            @Override
            public void forget() {
                taps.shutAll();
                students.forget();
                started.forget();
            }

            @Override
            public Stuck stuck() {
                return Stuck.now(students::own);
            }

            @Override
            public void openPort(int port) throws IOException {
                taps.open(port);
            }

            @Override
            public void shutPort(int port) {
                taps.shut(port);
            }

            @Override
            public String[] stillRunning(long millis) throws InterruptedException {
                return started.awaitEnd(millis);
            }
        };
    }

    private static void reportUncaught(Channel channel, Predicate<String> isStudents) {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) ->
                sendOrGiveUp(channel, new Message.Uncaught(Failure.of(thrown, isStudents))));
        PAHO_CALLBACKS.setLevel(Level.FINE);
        PAHO_CALLBACKS.addHandler(new Handler() {
            @Override
            public void publish(LogRecord event) {
                if (event.getThrown() != null) {
                    sendOrGiveUp(channel, new Message.Uncaught(Failure.of(event.getThrown(), isStudents)));
                }
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        });
    }

    /** Says where {@code System.exit} was called: its thread waits, below the student's frames, while this hook runs. */
    private static void reportExit(Channel channel, Predicate<String> isStudents) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Thread.getAllStackTraces().values().stream()
                .filter(stack -> Stream.of(stack).anyMatch(frame ->
                        frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit")))
                .map(stack -> Failure.frames(stack, isStudents))
                .findFirst()
                .ifPresent((List<String> frames) -> sendOrGiveUp(channel, new Message.Exiting(frames)))));
    }

    private static void sendOrGiveUp(Channel channel, Message message) {
        try {
            channel.send(message);
        } catch (IOException e) {
            // Without the channel there is nobody to tell.
        }
    }
}
