package mqttlab.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What git knows of a checkout, and what it would take in: nothing that is ignored. */
public final class GitFiles {

    private GitFiles() {
    }

    /**
     * Sorted.
     *
     * @param paths as git understands them: files, folders, patterns such as {@code labs/*.yaml}, and with {@code :!} what is
     *              left out; each of the others has to match something, so that a misspelt one does not go unnoticed
     */
    public static List<Path> of(Path root, List<String> paths) throws IOException {
        if (paths.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard",
                "--deduplicate", "--error-unmatch", "--"));
        command.addAll(paths);
        Process git = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
        git.getOutputStream().close();
        String said = new String(git.getInputStream().readAllBytes(), UTF_8);
        try {
            if (git.waitFor() != 0) {
                throw new IOException("git does not list %s in %s: %s"
                        .formatted(String.join(" ", paths), root, said.lines().findFirst().orElse("")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git was at work", e);
        }
        return Arrays.stream(said.split("\0")).filter(each -> !each.isEmpty()).map(root::resolve).sorted().toList();
    }
}
