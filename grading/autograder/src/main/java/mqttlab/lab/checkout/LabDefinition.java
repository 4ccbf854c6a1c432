package mqttlab.lab.checkout;

import java.nio.file.Path;
import java.util.List;

/**
 * One lab of the course, or one stage of the broker from scratch.
 *
 * @param kind          whether a client is judged, or a broker
 * @param id            what a person types after {@code lab check}: {@code 01}, or {@code broker 01}
 * @param name          such as {@code 01-publish-subscribe}, or {@code broker-01-hello}
 * @param folder        where a student works
 * @param solution      the same, solved. It does not exist in what students get; that of a stage has to be written out first
 * @param suite         the package of its checks
 * @param main          the class that {@code lab run} starts, and that a broker is
 * @param editable      globs, relative to the folder, of the files that are a student's own
 * @param starterPoints what the starter scores
 */
public record LabDefinition(Kind kind, String id, String name, Path folder, Path solution, String title, String suite, String main,
        List<String> editable, int starterPoints) {

    /** What is judged. */
    public enum Kind {
        /** A client, which works with a real broker. */
        LAB,
        /** Functions, without any broker. */
        FUNCTIONS,
        /** A broker, on a socket. */
        BROKER
    }

    static LabDefinition lab(String id, Path folder, LabFields fields) {
        String name = folder.getFileName().toString();
        Path solution = folder.getParent().resolveSibling("solutions").resolve(name);
        return of(Kind.LAB, id, name, folder, solution, fields);
    }

    /** @param stage such as {@code 01-hello} */
    static LabDefinition stage(String stage, Path folder, LabFields fields) {
        String number = stage.substring(0, 2);
        Path solution = folder.resolve("target/lab/snapshots").resolve(number);
        return of(number.equals("00") ? Kind.FUNCTIONS : Kind.BROKER, "broker " + number, "broker-" + stage, folder, solution, fields);
    }

    private static LabDefinition of(Kind kind, String id, String name, Path folder, Path solution, LabFields fields) {
        return new LabDefinition(kind, id, name, folder, solution, fields.title(), fields.suite(), fields.main(), fields.editable(),
                fields.starterPoints());
    }

    /** How a report calls it. */
    public String heading() {
        return (kind == Kind.LAB ? "Lab " + id : "Broker from scratch, stage " + number()) + ": " + title;
    }

    /** The two digits that labs, and stages, are counted with. */
    public String number() {
        return id.substring(id.length() - 2);
    }
}
