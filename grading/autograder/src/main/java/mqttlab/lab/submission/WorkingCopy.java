package mqttlab.lab.submission;

import java.util.List;
import java.util.Set;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;

/**
 * A lab as a student has it in the checkout, as far as it would be handed in: nothing else may make it better or worse.
 *
 * @param leftOut what lies among its sources, and would not be handed in
 */
public record WorkingCopy(Project project, List<String> leftOut) {

    private static final String SOURCES = "src/main";

    /** @throws BadInput if it could not be graded */
    public static WorkingCopy of(LabDefinition lab) {
        try (Contents contents = FolderSubmission.contents(lab.folder(), SOURCES)) {
            Set<String> handedIn = HandedIn.at("", lab, contents).files().keySet();
            return new WorkingCopy(new Project(lab.folder(), lab.libraries(), handedIn::contains),
                    contents.files().stream().filter(each -> !handedIn.contains(each)).toList());
        } catch (UnusableSubmission e) {
            throw new BadInput(lab.called() + " could not be graded: " + e.getMessage());
        }
    }
}
