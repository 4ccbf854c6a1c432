package mqttlab.lab.doctor;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/** Looks at the machine that the tool runs on. */
public final class Machine {

    private static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private Machine() {
    }

    public static List<Finding> examine() {
        return List.of(
                jdk(),
                // Maven is a script, which Windows starts only by its full name.
                program("Maven", WINDOWS ? "mvn.cmd" : "mvn", "install Maven 3.8.7 or newer: https://maven.apache.org"),
                program("git", "git", "install git: https://git-scm.com (the labs can be done without, 'lab sync' cannot)"));
    }

    private static Finding jdk() {
        String running = System.getProperty("java.vendor") + " " + Runtime.version() + " in " + System.getProperty("java.home");
        return ToolProvider.getSystemJavaCompiler() == null
                ? new Finding("JDK", false, "this is a JRE, without a compiler: " + running + "; install a JDK 21 or newer")
                : new Finding("JDK", true, running);
    }

    static Finding program(String what, String command, String remedy) {
        try {
            Process process = new ProcessBuilder(command, "--version").redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return process.waitFor() == 0
                    ? new Finding(what, true, firstLine(said))
                    : new Finding(what, false, "'" + command + " --version' fails: " + firstLine(said));
        } catch (IOException e) {
            return new Finding(what, false, "there is no " + command + " on the PATH; " + remedy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding(what, false, "'" + command + " --version' was interrupted");
        }
    }

    /** Maven writes its name in bold, also into a pipe. */
    private static String firstLine(String text) {
        return text.replaceAll("\u001B\\[[0-9;]*m", "").lines().findFirst().orElse("(nothing)");
    }
}
