package mqttlab.lab.command;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/** Waits for changes of source files. */
public final class SourceWatch implements AutoCloseable {

    /** Editors save in several steps: it is over when nothing more happens for so long. */
    private static final long QUIET_MILLIS = 200;

    private final WatchService watch;
    private final List<Path> folders;

    private SourceWatch(WatchService watch, List<Path> folders) {
        this.watch = watch;
        this.folders = folders;
    }

    /** @param folders everything in them is watched, also what is in their folders */
    public static SourceWatch of(List<Path> folders) {
        try {
            SourceWatch sources = new SourceWatch(FileSystems.getDefault().newWatchService(), folders);
            sources.register();
            return sources;
        } catch (IOException e) {
            throw new InfrastructureException("cannot watch for changes: " + e.getMessage(), e);
        }
    }

    /** A folder that is registered already stays so; a new one joins. */
    private void register() throws IOException {
        for (Path each : folders) {
            try (Stream<Path> files = Files.walk(each)) {
                for (Path folder : files.filter(Files::isDirectory).toList()) {
                    folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
                }
            }
        }
    }

    public void awaitChange() {
        try {
            for (WatchKey key = watch.take(); key != null; key = watch.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
                key.pollEvents();
                key.reset();
            }
            register();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while watching for changes", e);
        } catch (IOException e) {
            throw new InfrastructureException("cannot watch for changes: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            watch.close();
        } catch (IOException e) {
            // Nothing is watched any more in either case.
        }
    }
}
