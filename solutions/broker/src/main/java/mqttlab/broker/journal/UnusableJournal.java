package mqttlab.broker.journal;

import java.nio.file.Path;
import mqttlab.broker.file.BadFile;

/** The broker must not start with this journal: it could lose what it has promised to keep. Says what to do. */
public class UnusableJournal extends BadFile {

    private static final long serialVersionUID = 1;

    UnusableJournal(Path where, String what, Object... details) {
        super(where, what.formatted(details));
    }
}
