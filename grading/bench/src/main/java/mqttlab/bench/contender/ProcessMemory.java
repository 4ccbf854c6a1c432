package mqttlab.bench.contender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of another process, in bytes; empty where the system does not tell. */
final class ProcessMemory {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    /** Collectors word this line differently, and all have this in it. */
    private static final Pattern HEAP_USED = Pattern.compile("total(?: reserved \\d+K, committed)? \\d+K, used (\\d+)K");

    private ProcessMemory() {
    }

    static OptionalLong resident(long pid) {
        try {
            return kilobytes(RESIDENT, Files.readString(Path.of("/proc", String.valueOf(pid), "status")));
        } catch (IOException e) {
            return kilobytes(Pattern.compile("(\\d+)"), output("ps", "-o", "rss=", "-p", String.valueOf(pid)));
        }
    }

    /** Of a JVM, its heap after a full collection. */
    static OptionalLong live(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        output(jcmd, String.valueOf(pid), "GC.run");
        Matcher used = HEAP_USED.matcher(output(jcmd, String.valueOf(pid), "GC.heap_info"));
        long sum = 0;
        boolean found = false;
        while (used.find()) {
            sum += Long.parseLong(used.group(1)) * 1024;
            found = true;
        }
        return found ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    private static OptionalLong kilobytes(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1)) * 1024) : OptionalLong.empty();
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
