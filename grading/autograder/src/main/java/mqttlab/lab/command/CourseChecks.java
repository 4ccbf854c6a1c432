package mqttlab.lab.command;

import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.Checklist;
import mqttlab.testkit.check.Check;

/** The checks of the whole course, for people to look things up. */
final class CourseChecks {

    /** A check, and where it belongs. Its id is unique in its lab only. */
    record Placed(LabDefinition lab, Check check) {
    }

    private CourseChecks() {
    }

    static Stream<Placed> all(Checkout checkout) {
        return checkout.all().stream().flatMap(lab -> of(checkout, lab).stream().map(check -> new Placed(lab, check)));
    }

    /** Those that everybody may read. */
    static List<Check> of(Checkout checkout, LabDefinition lab) {
        return Checklist.of(checkout, lab).checks().stream().filter(check -> !check.isPrivate()).toList();
    }
}
