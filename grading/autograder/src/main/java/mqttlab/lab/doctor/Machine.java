package mqttlab.lab.doctor;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import mqttlab.testkit.broker.Availability;
import mqttlab.testkit.broker.Brokers;

/** Looks at the machine that the tool runs on. */
public final class Machine {

    private static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private Machine() {
    }

    public static List<Finding> examine() {
        Stream<Finding> tools = Stream.of(
                jdk(),
                // Maven is a script, which Windows starts only by its full name.
                program("Maven", WINDOWS ? "mvn.cmd" : "mvn", "install Maven 3.8.7 or newer: https://maven.apache.org"),
                program("git", "git", "install git: https://git-scm.com (the labs can be done without, 'lab sync' cannot)"));
        return Stream.concat(tools, Brokers.examination().stream().map(Machine::broker)).toList();
    }

    /** Any broker will do: the embedded one is always there. */
    private static Finding broker(Availability broker) {
        String what = "broker '" + broker.kind().word() + "'";
        return broker.available()
                ? Finding.found(what, broker.detail())
                : new Finding(what, Finding.State.ABSENT, broker.detail() + ". " + broker.advice());
    }

    private static Finding jdk() {
        String running = System.getProperty("java.vendor") + " " + Runtime.version() + " in " + System.getProperty("java.home");
        return ToolProvider.getSystemJavaCompiler() == null
                ? Finding.missing("JDK", "this is a JRE, without a compiler: " + running + "; install a JDK 21 or newer")
                : Finding.found("JDK", running);
    }

    static Finding program(String what, String command, String remedy) {
        try {
            Process process = new ProcessBuilder(command, "--version").redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return process.waitFor() == 0
                    ? Finding.found(what, firstLine(said))
                    : Finding.missing(what, "'" + command + " --version' fails: " + firstLine(said));
        } catch (IOException e) {
            return Finding.missing(what, "there is no " + command + " on the PATH; " + remedy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.missing(what, "'" + command + " --version' was interrupted");
        }
    }

    /** Maven writes its name in bold, also into a pipe. */
    private static String firstLine(String text) {
        return text.replaceAll("\u001B\\[[0-9;]*m", "").lines().findFirst().orElse("(nothing)");
    }
}
