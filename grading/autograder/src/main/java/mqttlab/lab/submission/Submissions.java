package mqttlab.lab.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.submission.OnDisk.Kind;

/**
 * The submissions of a class.
 *
 * @param all        in the order of the students' names
 * @param passedOver what else lies in the folder and is no submission, such as a {@code .rar}
 */
public record Submissions(List<Submission> all, List<String> passedOver) {

    private static final String ZIP = ".zip";
    /** On every machine the same, so that shards are. */
    private static final Comparator<Path> IN_ORDER = Comparator
            .comparing((Path each) -> composed(each.getFileName().toString()), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(each -> composed(each.getFileName().toString()))
            .thenComparing(each -> each.getFileName().toString());

    /** @throws BadInput if there is no such folder, or nothing in it that is a submission */
    public static Submissions in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInput(folder + (Files.exists(folder) ? " is not a folder" : " does not exist")
                    + "; a folder with one submission a student is wanted, each a folder or a .zip");
        }
        Submissions found = new Submissions(new ArrayList<>(), new ArrayList<>());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.filter(each -> !Clutter.is(each.getFileName().toString()))
                    .sorted(IN_ORDER)
                    .toList();
            for (Path each : sorted) {
                found.add(each, Kind.of(each));
            }
        } catch (IOException e) {
            throw new BadInput("cannot read " + folder + ": " + e);
        }
        if (found.all.isEmpty()) {
            throw new BadInput("there are no submissions in " + folder + ": no folder, and no .zip");
        }
        return new Submissions(toldApart(found.all), List.copyOf(found.passedOver));
    }

    /** A link has an owner, too, who is told when it is opened that it is refused. */
    private void add(Path file, Kind kind) {
        String name = file.getFileName().toString();
        if (kind != Kind.FOLDER && name.toLowerCase(Locale.ROOT).endsWith(ZIP)) {
            all.add(new ZipSubmission(composed(name.substring(0, name.length() - ZIP.length())), file));
        } else if (kind == Kind.FOLDER || kind == Kind.LINK) {
            all.add(new FolderSubmission(composed(name), file));
        } else {
            passedOver.add(name);
        }
    }

    /** A Mac takes an accent off its letter; the roster of the class does not. */
    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** A zip beside a folder of the same name is a submission of its own: which of them counts is not ours to guess. */
    private static List<Submission> toldApart(List<Submission> submissions) {
        Set<String> taken = new HashSet<>();
        return submissions.stream().map(each -> {
            String name = each.student();
            for (int i = 2; !taken.add(name); i++) {
                name = each.student() + " (" + i + ")";
            }
            return each.named(name);
        }).toList();
    }
}
