package mqttlab.lab.checkout;

import java.util.List;

/**
 * What a {@code lab.yaml} says, or the {@code .yaml} of a stage.
 *
 * @param suite         the package of its checks
 * @param main          the class that {@code lab run} starts, and that a broker is
 * @param editable      globs, relative to the folder, of the files that are a student's own
 * @param starterPoints what the starter scores
 */
record LabFields(String title, String suite, String main, List<String> editable, int starterPoints) {
}
