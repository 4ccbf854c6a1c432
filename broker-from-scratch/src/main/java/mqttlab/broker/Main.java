package mqttlab.broker;

import java.io.IOException;
import mqttlab.broker.Settings.BadSetting;

/** Runs the broker until it is stopped, for instance with Ctrl-C. What cannot be used ends it with one line and status 2. */
public final class Main {

    private static final int UNUSABLE = 2;

    private Main() {
    }

    /** @param args {@link Settings#USAGE} */
    public static void main(String[] args) {
        try {
            start(Settings.of(args));
        } catch (BadSetting | IOException e) {
            System.err.println("broker: " + e.getMessage());
            System.exit(UNUSABLE);
        }
    }

    /** Listens, and says on which port: whoever starts the broker waits for that line. */
    private static void start(Settings settings) throws BadSetting, IOException {
        // TODO stage 01: Listen, print the line "listening on port N", and answer the clients that come
        throw new UnsupportedOperationException("Stage 01 is still to be written: listen on the port that the "
                + "settings name, print 'listening on port N', and answer the clients that come "
                + "(broker-from-scratch/stages/01-hello.adoc)");
    }
}
