package mqttlab.lab.checkout;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.contracts.news.News;
import mqttlab.lab.BadInput;
import mqttlab.testkit.student.Jars;

/**
 * One lab of the course, or one stage of the broker from scratch.
 *
 * @param slug its number and a word or two, such as {@code 01-hello}
 * @param root of the checkout
 */
public record LabDefinition(Track track, String slug, Path root, Manifest manifest) {

    private static final String SOURCES = "src/main/java/";
    private static final String SERVICES = "src/main/resources/META-INF/services/";

    /** What is judged. */
    public enum Kind {
        /** A client, which works with a real broker. */
        CLIENT,
        /** Functions, without any broker. */
        FUNCTIONS,
        /** A broker, on a socket. */
        BROKER
    }

    /** What a person types after {@code lab check}: {@code 01}, or {@code broker 01}. */
    public String id() {
        return track.id(number());
    }

    /** Such as {@code 01-publish-subscribe}, or {@code broker-01-hello}. */
    public String name() {
        return track.name(slug);
    }

    /** The two digits that labs, and stages, are counted with. */
    public String number() {
        return slug.substring(0, 2);
    }

    /** How a report calls it. */
    public String heading() {
        return track.heading() + " " + number() + ": " + title();
    }

    /** What a sentence calls it: {@code lab 01}, or {@code stage 01}. */
    public String called() {
        return track.noun() + " " + number();
    }

    /** Where a student works. */
    public Path folder() {
        return root.resolve(track.folder(slug));
    }

    /** The same, solved. It does not exist in what students get; that of a stage has to be written out first. */
    public Path solution() {
        return root.resolve(track.solution(slug));
    }

    /** As a person who stands in the checkout would write it. */
    public String handout() {
        return track.handout(slug);
    }

    public String title() {
        return manifest.title();
    }

    public Kind kind() {
        return manifest.kind();
    }

    public String suite() {
        return manifest.suite();
    }

    public String main() {
        return manifest.main();
    }

    public List<String> editable() {
        return manifest.editable();
    }

    /**
     * Globs of the files that tell where in a submission the lab begins: those in the package of its program, and the names of
     * its services. A student may add packages of their own, and such could be any lab's.
     */
    public List<String> marks() {
        String program = manifest.main().replace('.', '/');
        return Stream.concat(Stream.of(SOURCES + program.substring(0, program.lastIndexOf('/') + 1) + "**"),
                services().map(each -> SERVICES + each)).toList();
    }

    private Stream<String> services() {
        String[] names = folder().resolve(SERVICES).toFile().list();
        return names == null ? Stream.of() : Stream.of(names).sorted();
    }

    public int starterPoints() {
        return manifest.starterPoints();
    }

    /** What a student's code may use: the contracts, and what the manifest names. */
    public List<Path> libraries() {
        return Stream.concat(Stream.of(Jars.of(News.class)), manifest.libraries().stream().map(this::library)).toList();
    }

    private Path library(String type) {
        try {
            return Jars.of(Class.forName(type, false, LabDefinition.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new BadInput(track.manifest(slug) + ": the course has no library with a class " + type
                    + "; those of the labs are in labs/contracts/pom.xml");
        }
    }
}
