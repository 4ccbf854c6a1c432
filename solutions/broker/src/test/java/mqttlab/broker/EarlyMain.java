package mqttlab.broker;

import java.io.IOException;
import mqttlab.broker.Settings.BadSetting;
import mqttlab.broker.server.EarlyBroker;

// lab:stage 09
// What is Main in the stages up to 08: see stages.yaml.
// lab:end
/** Runs the broker until it is stopped, for instance with Ctrl-C. What cannot be used ends it with one line and status 2. */
public final class EarlyMain {

    private static final int UNUSABLE = 2;

    private EarlyMain() {
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
        // lab:until 01 // TODO stage 01: Listen, print the line "listening on port N", and answer the clients that come
        // lab:until 01 throw new UnsupportedOperationException("Stage 01 is still to be written: listen on the port that the "
        // lab:until 01         + "settings name, print 'listening on port N', and answer the clients that come "
        // lab:until 01         + "(broker-from-scratch/stages/01-hello.adoc)");
        // lab:stage 01
        int port = new EarlyBroker().listen(settings.bind(), settings.port()).port();
        System.out.println("listening on port " + port);
        // lab:end
    }
}
