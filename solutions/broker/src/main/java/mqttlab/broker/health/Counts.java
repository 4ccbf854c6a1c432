package mqttlab.broker.health;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How many there may be at once.
 *
 * @param connections   in all
 * @param strangers     connections that have not been let in yet
 * @param sessions      sessions that outlive their connections
 * @param subscriptions of one session
 * @param subscriptionBytes what the subscriptions of all sessions may take together, about
 * @param retained      retained messages
 * @param retainedBytes what these may take together
 */
public record Counts(int connections, int strangers, int sessions, int subscriptions, long subscriptionBytes, int retained,
        long retainedBytes) {

    private static final int MANY = 100_000;
    private static final int MANY_STRANGERS = 10_000;
    /** What the broker needs for itself: for its journal, its ports, and the JVM. */
    private static final int RESERVE = 64;

    private static final int MANY_SUBSCRIPTIONS = 10_000;
    private static final int MANY_RETAINED = 1_000_000;
    private static final long MIN_BYTES = 16 << 20;

    public static final Counts DEFAULT = of(connectionsThatFit());

    /**
     * Half of the connections may be strangers, so that these alone cannot keep all others out. What is retained has a quarter
     * of the memory: to send it can take as much again. Subscriptions have another.
     */
    public static Counts of(int connections) {
        return new Counts(connections, Math.min(MANY_STRANGERS, (connections + 1) / 2), MANY, MANY_SUBSCRIPTIONS,
                quarterOfMemory(), MANY_RETAINED, quarterOfMemory());
    }

    private static long quarterOfMemory() {
        return Math.max(MIN_BYTES, Runtime.getRuntime().maxMemory() / 4);
    }

    public Counts withSessions(int max) {
        return new Counts(connections, strangers, max, subscriptions, subscriptionBytes, retained, retainedBytes);
    }

    public Counts withSubscriptions(int max) {
        return new Counts(connections, strangers, sessions, max, subscriptionBytes, retained, retainedBytes);
    }

    public Counts withRetained(int max, long maxBytes) {
        return new Counts(connections, strangers, sessions, subscriptions, subscriptionBytes, max, maxBytes);
    }

    /** Each connection takes a file descriptor, and the system has a limit for them. */
    private static int connectionsThatFit() {
        long descriptors = descriptors();
        return (int) Math.min(MANY, Math.max(descriptors / 2, descriptors - RESERVE));
    }

    /** Linux says it in a file. To ask the JDK's management takes longer; Windows has no such limit. */
    private static long descriptors() {
        try (Stream<String> limits = Files.lines(Path.of("/proc/self/limits"))) {
            return limits.filter(line -> line.startsWith("Max open files")).mapToLong(Counts::softLimit).findFirst().orElse(MANY);
        } catch (IOException | NumberFormatException e) {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    ? system.getMaxFileDescriptorCount() : MANY;
        }
    }

    private static long softLimit(String line) {
        String[] words = line.split("\\s+");
        return Long.parseLong(words[3]);
    }
}
