package mqttlab.lab.starter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks git, which knows what can be got back. */
public final class Git {

    private Git() {
    }

    /** The files in a folder that are committed as they are, relative to it. Without git, there are none. */
    public static List<Path> unchangedFiles(Path folder) {
        Optional<List<Path>> committed = ask(folder, "ls-tree", "-r", "--name-only", "-z", "HEAD", "--", "./");
        Optional<List<Path>> changed = ask(folder, "diff", "--name-only", "--relative", "-z", "HEAD", "--", ".");
        if (committed.isEmpty() || changed.isEmpty()) {
            return List.of();
        }
        return committed.get().stream().filter(file -> !changed.get().contains(file)).toList();
    }

    /** Whether a folder has changes that are not committed; false where git is not there, or knows nothing of the folder. */
    public static boolean hasChanged(Path folder) {
        return Files.isDirectory(folder)
                && !ask(folder, "diff", "--name-only", "--relative", "-z", "HEAD", "--", ".").orElse(List.of()).isEmpty();
    }

    /** Empty if git is not there, or does not answer, which it does not outside a repository. */
    private static Optional<List<Path>> ask(Path folder, String... question) {
        List<String> command = Stream.concat(Stream.of("git"), Stream.of(question)).toList();
        try {
            Process git = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            git.getOutputStream().close();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0
                    ? Optional.of(Stream.of(answer.split("\0")).filter(each -> !each.isEmpty()).map(Path::of).toList())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
