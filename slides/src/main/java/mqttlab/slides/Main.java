package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Checkout;
import mqttlab.testkit.InfrastructureException;

/** Run by the build, with the checkout, the folder for what decks include, and the folder in which they will be shown. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) throws IOException {
        Path checkout = Path.of(arguments[0]);
        Path prepared = Files.createDirectories(Path.of(arguments[1]));
        Path shown = Files.createDirectories(Path.of(arguments[2]));
        try {
            TaggedSources.write(checkout, prepared.resolve("code"));
            TaggedSources.writeAttributes(Checkout.at(checkout), prepared.resolve("labs.adoc"));
            PacketColours.write(checkout.resolve("slides/theme"), prepared, shown);
            Words.write(checkout.resolve("slides/demos"), prepared);
            Recordings.of(checkout).write(prepared.resolve("recordings"));
            Libraries.bring(checkout.resolve("slides"), prepared, shown.resolve("lib"));
            IndexPage.write(checkout.resolve("slides/decks"), shown);
        } catch (BadInput | InfrastructureException e) {
            System.err.println("slides: " + e.getMessage());
            System.exit(2);
        }
    }
}
