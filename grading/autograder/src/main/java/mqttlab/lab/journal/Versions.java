package mqttlab.lab.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.grading.Checklist;

/**
 * What marks follow from besides the submissions, in words, each of which is another one when any of that is.
 *
 * @param tool what is the same for all labs
 * @param labs by the names of their folders, in the order in which they are graded
 */
public record Versions(String tool, Map<String, String> labs) {

    public static Versions of(Checkout course, List<Checklist> labs) {
        CourseVersion version = CourseVersion.of(course);
        Map<String, String> words = new LinkedHashMap<>();
        labs.forEach(each -> words.put(each.lab().name(), version.of(each)));
        return new Versions(version.tool(), words);
    }

    String of(Checklist lab) {
        return labs.get(lab.lab().name());
    }
}
