package mqttlab.lab.submission;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import mqttlab.lab.SlashedPath;
import mqttlab.lab.checkout.Globs;
import mqttlab.lab.checkout.LabDefinition;

/**
 * A student's own files of one lab.
 *
 * @param root  where in the submission the lab begins: empty, or such as {@code labs/01-publish-subscribe/}
 * @param files paths in the lab, and what is in them
 */
public record HandedIn(String root, Map<String, byte[]> files) {

    static final int MOST_BYTES = 1024 * 1024;
    static final int MOST_BYTES_TOGETHER = 8 * 1024 * 1024;
    static final int MOST_FILES = 200;
    /** So many folders a lab may lie deep. */
    private static final int DEEPEST = 20;

    /** Takes the files that the lab declares editable, and no other; none if the submission does not have this lab. */
    public static HandedIn of(LabDefinition lab, Contents contents) throws UnusableSubmission {
        return isIn(lab, contents) ? at(root(lab, contents.files()), lab, contents) : new HandedIn("", Map.of());
    }

    static HandedIn at(String root, LabDefinition lab, Contents contents) throws UnusableSubmission {
        Globs editable = new Globs(lab.editable());
        List<String> names = contents.files().stream()
                .filter(each -> each.startsWith(root) && editable.match(each.substring(root.length())))
                .toList();
        if (names.size() > MOST_FILES) {
            throw new UnusableSubmission("it has more than " + MOST_FILES + " files for " + lab.called());
        }
        Map<String, byte[]> files = new TreeMap<>();
        refuseUnread(root, editable, contents);
        Set<String> lowerCase = new HashSet<>();
        int bytes = 0;
        for (String name : names) {
            if (!lowerCase.add(name.toLowerCase(Locale.ROOT))) {
                throw new UnusableSubmission("there are two files whose names differ only in case: " + name);
            }
            byte[] content = contents.read(name, MOST_BYTES);
            bytes += content.length;
            if (bytes > MOST_BYTES_TOGETHER) {
                throw new UnusableSubmission("its files for " + lab.called() + " are longer than "
                        + MOST_BYTES_TOGETHER / 1024 + " KiB together");
            }
            files.put(name.substring(root.length()), content);
        }
        refuseFileThatIsFolder(files.keySet());
        return new HandedIn(root, files);
    }

    /** Without what is behind a link, a lab would be graded that its owner has not written. Links elsewhere harm nobody. */
    private static void refuseUnread(String root, Globs editable, Contents contents) throws UnusableSubmission {
        for (Map.Entry<String, String> each : contents.unread().entrySet()) {
            if (each.getKey().startsWith(root) && mayBeSources(each.getKey().substring(root.length()), editable)) {
                throw new UnusableSubmission(each.getKey() + " is " + each.getValue() + ": hand in what it stands for");
            }
        }
    }

    /** The place of an editable file, of a folder of them, or of a folder above. */
    private static boolean mayBeSources(String path, Globs editable) {
        return editable.match(path) || editable.match(path + "/Any.java") || (WorkingCopy.SOURCES + "/").startsWith(path + "/");
    }

    /** A zip can have that, and no disk. */
    private static void refuseFileThatIsFolder(Set<String> names) throws UnusableSubmission {
        for (String name : names) {
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                if (names.contains(name.substring(0, slash))) {
                    throw new UnusableSubmission("a file and a folder have the same name: " + name.substring(0, slash));
                }
            }
        }
    }

    /** Whether there is any file of this lab. */
    public static boolean isIn(LabDefinition lab, Contents contents) {
        return !roots(lab, contents.files()).isEmpty();
    }

    /** Zips and whole repositories put the lab at different depths: it begins wherever the files say that are its own. */
    private static String root(LabDefinition lab, List<String> files) throws UnusableSubmission {
        List<String> best = best(lab, roots(lab, files));
        if (best.size() > 1) {
            throw new UnusableSubmission(lab.called() + " is there more than once: in " + String.join(" and in ", best));
        }
        return best.getFirst();
    }

    /** A folder with the name of the lab's is meant before any other, and what is nearer to the top before what is deeper. */
    private static List<String> best(LabDefinition lab, SortedSet<String> roots) {
        String folder = "/" + SlashedPath.of(lab.root().relativize(lab.folder())) + "/";
        String name = folder.substring(folder.lastIndexOf('/', folder.length() - 2));
        Comparator<String> rank = Comparator
                .comparing((String root) -> !("/" + root).endsWith(folder))
                .thenComparing(root -> !("/" + root).endsWith(name))
                .thenComparing(root -> root.split("/", -1).length);
        return roots.stream().min(rank)
                .map(first -> roots.stream().filter(each -> rank.compare(first, each) == 0).toList())
                .orElse(List.of());
    }

    private static SortedSet<String> roots(LabDefinition lab, List<String> files) {
        Globs own = new Globs(lab.marks());
        SortedSet<String> roots = new TreeSet<>();
        for (String file : files) {
            for (int start = 0, depth = 0; start >= 0 && depth <= DEEPEST; start = next(file, start), depth++) {
                if (own.match(file.substring(start))) {
                    roots.add(file.substring(0, start));
                    break;
                }
            }
        }
        return roots;
    }

    private static int next(String file, int start) {
        int slash = file.indexOf('/', start);
        return slash < 0 ? -1 : slash + 1;
    }
}
