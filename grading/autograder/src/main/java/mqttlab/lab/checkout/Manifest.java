package mqttlab.lab.checkout;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mqttlab.lab.checkout.LabDefinition.Kind;

/**
 * What a {@code lab.yaml} says, or the {@code .yaml} of a stage: all that the course knows of it besides its files.
 *
 * @param kind          what is judged
 * @param build         what a student builds, as the table of labs says it in AsciiDoc
 * @param learn         and what there is to learn
 * @param minutes       the time that it takes
 * @param needs         ids of labs or stages that come before
 * @param suite         the package of its checks
 * @param main          the class that {@code lab run} starts, and that a broker is
 * @param libraries     what a student's code may use besides the JDK and the contracts: of each, the name of one of its classes
 * @param editable      globs, relative to the folder, of the files that are a student's own
 * @param files         globs of files outside of {@code src} that belong to it, such as a configuration
 * @param starterPoints what the starter scores
 * @param demo          what a lecturer shows of it
 * @param yours         what is taken out of a student's broker and judged in the course's, too
 */
public record Manifest(String title, Kind kind, String build, String learn, int minutes, List<String> needs, String suite,
        String main, List<String> libraries, List<String> editable, List<String> files, int starterPoints, Optional<Demo> demo,
        Optional<Yours> yours) {

    private static final Pattern JAVA = Pattern.compile("[a-z]\\w*(\\.\\w+)*");
    private static final String A_JAVA_NAME = "a Java name such as mqttlab.lab01";
    private static final Pattern ID = Pattern.compile("([a-z]+ )?\\d\\d");
    private static final Pattern GLOB = Pattern.compile("\\S+");
    private static final String GLOBS = "a list of globs such as src/main/java/**";

    /**
     * A demo.
     *
     * @param script the name of a file in {@code slides/demos}
     * @param plays  the class that does what the script says
     */
    public record Demo(String script, String plays) {

        static Demo of(YamlFields yaml) {
            yaml.only("script", "plays");
            return new Demo(yaml.text("script", Pattern.compile("\\d\\d-[a-z0-9-]+"), "the name of a script such as 01-hello"),
                    yaml.text("plays", JAVA, A_JAVA_NAME));
        }
    }

    /**
     * What a weak broker need not take with it: where a student's own loses points, a class of theirs is judged in the course's.
     *
     * @param contract  the interface that the class implements
     * @param called    what a report calls what it does
     * @param replaces  files of the course's broker, relative to its package, of which nothing may be left then
     * @param unrelated checks that the course's broker passes whatever the class does: they say nothing about it
     */
    public record Yours(String contract, String called, List<String> replaces, List<String> unrelated) {

        static Yours of(YamlFields yaml) {
            yaml.only("contract", "called", "replaces", "unrelated");
            return new Yours(yaml.text("contract", JAVA, A_JAVA_NAME), yaml.text("called"),
                    yaml.texts("replaces", GLOB, "a list of files such as topic/TopicTree.java"),
                    yaml.texts("unrelated", JAVA, "a list of checks"));
        }
    }

    static Manifest read(Path file) {
        YamlFields yaml = YamlFields.read(file).only("title", "kind", "build", "learn", "minutes", "needs", "suite", "main",
                "libraries", "editable", "files", "starter", "demo", "yours");
        return new Manifest(yaml.text("title"), yaml.oneOf("kind", Kind.class), yaml.text("build"), yaml.text("learn"),
                yaml.number("minutes", "minutes"), yaml.textsIfAny("needs", ID, "a list such as [01, broker 02]"),
                yaml.text("suite", JAVA, A_JAVA_NAME), yaml.text("main", JAVA, A_JAVA_NAME),
                yaml.textsIfAny("libraries", JAVA, "a list of Java names, one of a class of each"),
                yaml.texts("editable", GLOB, GLOBS), yaml.textsIfAny("files", GLOB, GLOBS), yaml.number("starter", "points"),
                yaml.fields("demo").map(Demo::of), yaml.fields("yours").map(Yours::of));
    }
}
