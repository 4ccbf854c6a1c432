package mqttlab.lab.starter;

import java.nio.file.Path;
import java.util.List;
import mqttlab.lab.BadInput;

/**
 * Writes a starter, without destroying anybody's work: it replaces or removes only files that git has as they are, or that it
 * has itself written and nobody has changed since. With force, it replaces and removes whatever is in the way.
 */
public record Sync(Starter starter, boolean force) {

    /** Writes what differs, and says what that was. */
    public List<Difference> run() {
        List<Difference> differences = starter.differences();
        Path folder = starter.folder();
        SyncRecord written = SyncRecord.read(folder);
        List<Path> committed = differences.isEmpty() || force ? List.of() : Git.unchangedFiles(folder);
        List<Path> inTheWay = differences.stream()
                .filter(each -> !(each instanceof Difference.Missing))
                .map(Difference::file)
                .filter(file -> !force && !committed.contains(file) && !written.hasUnchanged(file))
                .toList();
        if (!inTheWay.isEmpty()) {
            throw new BadInput("nothing was written to " + starter.name() + ", because this is somebody's work: " + inTheWay
                    + ". Commit or move it away first, or let 'lab sync --force' overwrite and delete it");
        }
        differences.forEach(starter::settle);
        if (!differences.isEmpty()) {
            SyncRecord.write(folder, starter.files());
        }
        return differences;
    }
}
