package mqttlab.slides;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Checkout;
import mqttlab.testkit.InfrastructureException;

/**
 * Run by the build before it converts the decks, with the checkout, the folder for what decks include, the folder in which they
 * will be shown, and the version of Paho.
 */
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
            Files.writeString(prepared.resolve("versions.adoc"), ":paho-version: " + arguments[3] + "\n");
            copyStyles(checkout.resolve("slides/theme"), Files.createDirectories(shown.resolve("theme")));
            PacketColours.write(checkout.resolve("slides/theme"), prepared, shown);
            Words.write(checkout.resolve("slides/demos"), prepared);
            Recordings.of(checkout).writeIfChanged(prepared.resolve("recordings"));
            Libraries.bring(checkout.resolve("slides"), prepared, shown.resolve("lib"));
            Handouts.write(Checkout.at(checkout), checkout.resolve("slides/decks"), prepared.resolve("handouts"));
            IndexPage.write(checkout.resolve("slides/decks"), shown);
            new Ingredients(checkout, prepared, shown).compare();
        } catch (BadInput | InfrastructureException e) {
            System.err.println("slides: " + e.getMessage());
            System.exit(2);
        }
    }

    /** Says whether they have changed. */
    static boolean copyStyles(Path theme, Path shown) throws IOException {
        boolean changed = false;
        try (DirectoryStream<Path> styles = Files.newDirectoryStream(theme, "*.css")) {
            for (Path style : styles) {
                Path copy = shown.resolve(style.getFileName());
                if (!Files.exists(copy) || Files.mismatch(style, copy) >= 0) {
                    Files.copy(style, copy, StandardCopyOption.REPLACE_EXISTING);
                    changed = true;
                }
            }
        }
        return changed;
    }
}
