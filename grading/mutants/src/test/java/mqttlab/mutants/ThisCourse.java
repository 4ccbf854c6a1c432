package mqttlab.mutants;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mqttlab.lab.checkout.Checkout;

/** The checkout that the tests run in. */
final class ThisCourse {

    private ThisCourse() {
    }

    /** Maven runs tests in the folder of their module, an IDE perhaps in the root. */
    static Checkout checkout() {
        return Checkout.at(Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(path -> Files.exists(path.resolve("labs/contracts")))
                .findFirst()
                .orElseThrow());
    }
}
