package mqttlab.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy of the launcher in a checkout with a space in its name, with stand-ins for the JDK and for Maven that say what they are
 * asked to do.
 */
abstract class WithCopiedLauncher {

    private static final Path ROOT = ThisCheckout.root();

    @TempDir
    Path folder;
    Path course;
    Path jdk;
    Path programs;

    @BeforeEach
    void checkout() throws IOException {
        course = Files.createDirectories(folder.resolve("my course")).toRealPath();
        Files.copy(ROOT.resolve("lab"), course.resolve("lab"));
        Files.createDirectories(course.resolve("grading/suites/src/main/java"));
        jdk = jdk("system/usr/lib/jvm/jdk 21", "21.0.1");
        programs = Files.createDirectories(folder.resolve("programs"));
    }

    Launched lab() throws IOException {
        return new Launched(folder, course.resolve("lab").toString()).withPrograms(programs)
                .with("LAB_SYSTEM_ROOT", folder.resolve("system").toString());
    }

    Path jdk(String place, String version) throws IOException {
        Path jdk = folder.resolve(place);
        Launched.script(jdk.resolve("bin/java"), """
                case "$JAVA_TOOL_OPTIONS" in *junk*) echo "Unrecognized option: -junk"; exit 1;; esac
                case "$*" in
                    *ArchiveClassesAtExit*) exit 1 ;;
                    -XshowSettings*) echo "    java.home = %s"; exit ;;
                    -version) exit ;;
                esac
                echo "java of %s: $*"
                echo "$LC_ALL" >"%s/locale"
                exit 7
                """.formatted(jdk, version, folder));
        Launched.script(jdk.resolve("bin/javac"), "");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"T\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    /** Maven, as far as the launcher is concerned. */
    void maven(String ending) throws IOException {
        Launched.script(programs.resolve("mvn"), """
                echo "mvn $* with $JAVA_HOME" >>"%s/calls"
                mkdir -p grading/autograder/target/lab/lib
                touch grading/autograder/target/lab/lib/autograder.jar grading/autograder/target/lab/built
                """.formatted(folder) + ending);
    }
}
