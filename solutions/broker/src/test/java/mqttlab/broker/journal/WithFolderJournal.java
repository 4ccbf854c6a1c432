package mqttlab.broker.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mqttlab.broker.access.Identity;
import mqttlab.broker.session.Change;
import org.junit.jupiter.api.io.TempDir;

/** A journal in a folder, which is opened anew for each block, and each time that somebody wants to know what it holds. */
abstract class WithFolderJournal {

    static final Identity ANA = Identity.anonymous("ana");

    @TempDir
    Path folder;
    final FakeDisk disk = new FakeDisk();

    Path file(int number) {
        return folder.resolve(number + ".journal");
    }

    Journal journal() {
        return new FolderJournal(Folder.open(folder), disk);
    }

    Journal open(List<Change> told) {
        Journal journal = journal();
        try {
            journal.start(told::add, () -> {
            });
            return journal;
        } catch (UnusableJournal e) {
            journal.close();
            throw e;
        }
    }

    /** One block. */
    void write(Change... changes) throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            journal.atomically(() -> List.of(changes).forEach(journal::add));
            journal.awaitDurable(journal.position());
        }
    }

    List<Change> read() {
        List<Change> told = new ArrayList<>();
        open(told).close();
        return told;
    }
}
