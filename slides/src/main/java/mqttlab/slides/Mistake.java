package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.mutant.Mutant;
import mqttlab.lab.mutant.Sources;

/** A student's checkout with a mistake in its code: that of a mutant. The lectures show what the checks say to it. */
final class Mistake {

    private Mistake() {
    }

    /**
     * Makes it, with this lab alone.
     *
     * @param mutant its lab and its name, {@code 01-publish-subscribe/reader-not-guarded}
     */
    static Path checkout(Path checkout, String mutant, Path folder) throws IOException {
        Path lab = Path.of(mutant).getParent();
        Path copy = folder.resolve("labs").resolve(lab);
        Files.createDirectories(copy);
        Files.copy(checkout.resolve("labs").resolve(lab).resolve("lab.yaml"), copy.resolve("lab.yaml"), StandardCopyOption.REPLACE_EXISTING);
        Checkout course = Checkout.at(checkout);
        Mutant mistake = Mutant.named(course, mutant);
        mistake.spoil(Sources.solution(course, mistake.lab())).write(copy);
        return folder;
    }
}
