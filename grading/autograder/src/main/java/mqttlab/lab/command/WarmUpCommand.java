package mqttlab.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.OutputFolder;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.compile.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Does a little of what other commands do, so that the launcher's archive of loaded classes has what they need. */
@Command(name = "warm-up", hidden = true)
public final class WarmUpCommand implements Runnable {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.root().commandLine().usage(new PrintWriter(Writer.nullWriter()));
        for (LabDefinition lab : main.checkout().labs()) {
            compile(lab);
        }
    }

    private void compile(LabDefinition lab) {
        try {
            Path classes = Files.createTempDirectory("lab-warm-up-");
            new Project(lab.folder()).compile(classes).problems().forEach(Problem::format);
            new OutputFolder(classes).delete();
        } catch (IOException e) {
            // The tool will be slower to start, and nothing else.
        }
    }
}
