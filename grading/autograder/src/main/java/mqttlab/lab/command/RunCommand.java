package mqttlab.lab.command;

import java.util.List;
import java.util.concurrent.Callable;
import mqttlab.lab.ExitStatus;
import mqttlab.lab.Main;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.JavaProgram;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.compile.Project;
import mqttlab.lab.submission.WorkingCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "run", mixinStandardHelpOptions = true,
        description = "Compiles a lab and runs its main program. The exit status is the program's own.")
public final class RunCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Parameters(index = "0", paramLabel = "LAB", description = "Such as 01.")
    private String lab;

    @Parameters(index = "1..*", paramLabel = "ARGS",
            description = "For the program, such as tcp://localhost:1883. Put -- before those that start with a dash.")
    private List<String> arguments = List.of();

    @Option(names = "--solution", description = "Runs the solution instead of your code.")
    private boolean solution;

    @Override
    public Integer call() {
        LabDefinition definition = main.checkout().lab(lab);
        Project project = solution ? new Project(definition.solution(), definition.libraries())
                : WorkingCopy.of(definition).project();
        Compilation compilation = project.compile();
        compilation.problems().stream().map(Problem::format).forEach(main.err()::println);
        main.err().flush();
        if (!compilation.succeeded()) {
            return ExitStatus.SOMETHING_LOST;
        }
        return new JavaProgram(compilation.classes(), project.libraries(), definition.main()).run(arguments);
    }
}
