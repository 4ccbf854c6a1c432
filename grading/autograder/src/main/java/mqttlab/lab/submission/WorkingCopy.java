package mqttlab.lab.submission;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mqttlab.lab.BadInput;
import mqttlab.lab.SlashedPath;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;
import mqttlab.lab.starter.Git;

/**
 * A lab as a student has it in the checkout, as far as it would be handed in: nothing else may make it better or worse.
 *
 * @param leftOut what lies among its sources, and would not be handed in
 */
public record WorkingCopy(Project project, List<String> leftOut) {

    static final String SOURCES = "src/main";

    /** @throws BadInput if it could not be graded */
    public static WorkingCopy of(LabDefinition lab) {
        try (Contents contents = FolderSubmission.contents(lab.folder(), SOURCES)) {
            Set<String> parts = new HashSet<>(HandedIn.at("", lab, contents).files().keySet());
            // What the course gives, and is not the student's to change, is there when a submission is graded, too.
            Git.unchangedFiles(lab.folder()).forEach(each -> parts.add(SlashedPath.of(each)));
            return new WorkingCopy(new Project(lab.folder(), lab.libraries(), parts::contains),
                    contents.files().stream().filter(each -> !parts.contains(each)).toList());
        } catch (UnusableSubmission e) {
            throw new BadInput(lab.called() + " could not be graded: " + e.getMessage());
        }
    }
}
