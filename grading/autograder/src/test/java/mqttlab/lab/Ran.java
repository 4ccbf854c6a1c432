package mqttlab.lab;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** What a command of the tool, run in this process, has left behind. */
public record Ran(int status, String out, String err) {

    public static Ran lab(String home, String... arguments) {
        return of(Main.commandLine(home, Map.of()), arguments);
    }

    static Ran of(CommandLine commandLine, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int status = Main.execute(commandLine, arguments);
        return new Ran(status, out.toString(), err.toString());
    }
}
