package mqttlab.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.report.JsonReport;

/** What the last check of a lab gave, so that {@code lab list} can say how far somebody is. */
final class LastResult {

    private LastResult() {
    }

    static Path file(LabDefinition lab) {
        return lab.folder().resolve("target/lab/result-" + lab.name() + ".json");
    }

    static void keep(LabResult result) {
        try {
            JsonReport.of(List.of(result)).write(file(result.lab()));
        } catch (BadInput e) {
            // The checkout is somebody else's, or the disk is full; the result has been shown.
        }
    }

    static Optional<JsonReport> of(LabDefinition lab) {
        try {
            return Files.exists(file(lab)) ? Optional.of(JsonReport.read(file(lab))) : Optional.empty();
        } catch (IOException e) {
            // Written by another version of the tool, or half written: the next check writes it anew.
            return Optional.empty();
        }
    }
}
