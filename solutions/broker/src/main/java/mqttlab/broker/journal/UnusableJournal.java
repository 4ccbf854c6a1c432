package mqttlab.broker.journal;

import java.nio.file.Path;

/** The broker must not start with this journal: it could lose what it has promised to keep. Says what to do. */
public class UnusableJournal extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableJournal(Path where, String what, Object... details) {
        super(where + ": " + what.formatted(details));
    }
}
