package mqttlab.lab.checkout;

import java.nio.file.Path;
import java.util.List;

/**
 * One lab of the course.
 *
 * @param id            its number as its folder has it, such as {@code 01}
 * @param folder        where a student works
 * @param suite         the package of its checks
 * @param main          the class that {@code lab run} starts
 * @param editable      globs, relative to the folder, of the files that are a student's own
 * @param starterPoints what the starter scores
 */
public record LabDefinition(String id, Path folder, String title, String suite, String main, List<String> editable,
        int starterPoints) {

    /** The name of its folder, such as {@code 01-publish-subscribe}. */
    public String name() {
        return folder.getFileName().toString();
    }

    /** The same lab, solved. It does not exist in what students get. */
    public Path solution() {
        return folder.getParent().resolveSibling("solutions").resolve(name());
    }
}
