package mqttlab.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a run of the bench in this process has left behind. */
record Ran(int status, String out, String err) {

    static Ran bench(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int status = command.execute(arguments);
        return new Ran(status, out.toString(), err.toString());
    }
}
