package mqttlab.bench.contender;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The CPU time of another process. The system counts it in ticks of 10 ms, which is coarse for a broker that does little;
 * Linux also knows each thread's in nanoseconds. One thread reads.
 */
final class ProcessCpu {

    private final ProcessHandle process;
    private final Path threads;
    /** What a thread that has ended has used by the last time we looked, too. */
    private final Map<Path, Long> nanos = new HashMap<>();

    ProcessCpu(ProcessHandle process) {
        this.process = process;
        this.threads = Path.of("/proc", String.valueOf(process.pid()), "task");
    }

    /** Never less than the ticks: of threads that came and went between two looks, only these know. */
    Optional<Duration> soFar() {
        long sum = ofThreads();
        return process.info().totalCpuDuration().map(ticks -> sum > ticks.toNanos() ? Duration.ofNanos(sum) : ticks);
    }

    private long ofThreads() {
        if (Files.isDirectory(threads)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
                for (Path thread : all) {
                    nanos.merge(thread, ofThread(thread), Math::max);
                }
            } catch (IOException e) {
                // It has just ended: what was read is what there is.
            }
        }
        return nanos.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long ofThread(Path thread) {
        try {
            String line = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(line.substring(0, line.indexOf(' ')));
        } catch (IOException e) {
            return 0;
        }
    }
}
