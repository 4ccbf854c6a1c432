package mqttlab.lab.compile;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of compiling.
 *
 * @param classes  the folder with the compiled classes and the resources; there is nothing to run in it after an error
 * @param problems errors and warnings, in the compiler's order
 */
public record Compilation(Path classes, List<Problem> problems) {

    public boolean succeeded() {
        return errors().isEmpty();
    }

    public List<Problem> errors() {
        return problems.stream().filter(each -> each.kind() == Problem.Kind.ERROR).toList();
    }

    public List<Problem> warnings() {
        return problems.stream().filter(each -> each.kind() == Problem.Kind.WARNING).toList();
    }
}
