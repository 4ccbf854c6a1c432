package mqttlab.testkit.sandbox;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import mqttlab.testkit.JavaCommand;

/**
 * The main class of hostile code: it is told on its command line what to try, and says of each that it worked,
 * {@code ATTACK yes}, or not.
 */
final class Attacker {

    static final String LINGER = "LINGER";
    /** What it is to read, where it is to write, and the process that it is to see. */
    static final String FILES = "attack.files";
    static final String FOLDERS = "attack.folders";
    static final String MARK = "attack.mark";
    static final String PROCESS = "attack.process";
    static final String PORTS = "attack.ports";
    static final String NAMESPACE = "attack.namespace";
    /** A socket, which shows outside how long it lives. */
    static final String LIFE = "attack.life";
    static final String LIMIT = "attack.limit";

    private static final List<String> DOCKER = List.of("/run/docker.sock", "/var/run/docker.sock",
            "/run/containerd/containerd.sock",
            "/run/podman/podman.sock");
    /** A JVM gets these from us, and from bwrap. */
    private static final Set<String> HARMLESS = Set.of("LC_ALL", "PWD", "SYSTEMROOT", "TEMP", "TMP");
    private static final int PIECE = 1 << 20;
    private static final int KNOCK_MILLIS = 500;

    private Attacker() {
    }

    public static void main(String[] attacks) throws IOException, InterruptedException {
        for (String each : attacks) {
            if (each.equals(LINGER)) {
                linger();
            } else {
                System.out.println(each + (works(Attack.valueOf(each)) ? " yes" : " no"));
            }
        }
        System.out.flush();
        // Threads that were started would go on.
        Runtime.getRuntime().halt(0);
    }

    private static boolean works(Attack attack) throws IOException {
        return switch (attack) {
            case READ -> paths(FILES).anyMatch(Files::isReadable);
            case WRITE -> paths(FOLDERS).map(each -> each.resolve(System.getProperty(MARK)).toFile())
                    .filter(Attacker::canMake).count() > 0;
            case PROCESSES -> sees(System.getProperty(PROCESS).split("@"));
            case DOCKER -> DOCKER.stream().anyMatch(each -> Files.exists(Path.of(each)));
            case VARIABLES -> !HARMLESS.containsAll(System.getenv().keySet());
            case FILL -> fills(Path.of("/tmp")) || fills(Path.of("").toAbsolutePath());
            case FORK -> canStart(Integer.getInteger(LIMIT));
            case SURVIVOR -> startsAnother();
            case NETWORK -> Machine.namespace().equals(System.getProperty(NAMESPACE))
                    || Stream.of(System.getProperty(PORTS).split(",")).anyMatch(each -> reaches(each.split("@")));
        };
    }

    private static Stream<Path> paths(String property) {
        return Stream.of(System.getProperty(property).split(File.pathSeparator)).map(Path::of);
    }

    private static boolean canMake(File file) {
        try {
            return file.createNewFile();
        } catch (IOException e) {
            return false;
        }
    }

    /** @param process its id, and when it was started: the same number may be another's here */
    private static boolean sees(String[] process) {
        return ProcessHandle.of(Long.parseLong(process[0])).flatMap(each -> each.info().startInstant())
                .filter(start -> start.equals(Instant.parse(process[1]))).isPresent();
    }

    /** Beyond what a folder may hold. What was written is removed again. */
    private static boolean fills(Path folder) {
        byte[] piece = new byte[PIECE];
        List<Path> written = new ArrayList<>();
        try {
            for (long left = 2L * Bubblewrap.LARGEST_FOLDER; left > 0; left -= PIECE) {
                written.add(Files.createTempFile(folder, "fill", ""));
                Files.write(written.getLast(), piece);
            }
            return true;
        } catch (IOException full) {
            return false;
        } finally {
            written.forEach(each -> each.toFile().delete());
        }
    }

    private static boolean canStart(int many) {
        CountDownLatch end = new CountDownLatch(1);
        try {
            for (int started = 0; started < many; started++) {
                Thread.ofPlatform().daemon().start(() -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            return true;
        } catch (OutOfMemoryError bounded) {
            return false;
        }
    }

    private static boolean reaches(String[] addressAndPort) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(addressAndPort[0], Integer.parseInt(addressAndPort[1])), KNOCK_MILLIS);
            return true;
        } catch (IOException contained) {
            return false;
        }
    }

    /** It connects to a socket, which shows outside how long it lives. */
    private static boolean startsAnother() throws IOException {
        List<String> command = JavaCommand.start();
        command.addAll(List.of("-D" + LIFE + "=" + System.getProperty(LIFE), "-cp", System.getProperty("java.class.path"),
                Attacker.class.getName(), LINGER));
        return new ProcessBuilder(command).start().inputReader().readLine() != null;
    }

    private static void linger() throws IOException {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(System.getProperty(LIFE)))) {
            System.out.println("connected");
            socket.read(ByteBuffer.allocate(1));
            // Nobody writes: whoever listens there has ended it.
        }
    }
}
