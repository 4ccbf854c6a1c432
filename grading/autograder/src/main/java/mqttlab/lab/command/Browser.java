package mqttlab.lab.command;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;

/** Whoever runs this has been told the address of the page, and opens it by hand where there is no desktop. */
public final class Browser {

    private Browser() {
    }

    public static void open(URI page) {
        if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            try {
                Desktop.getDesktop().browse(page);
            } catch (IOException noBrowser) {
                // its address has been printed
            }
        }
    }
}
