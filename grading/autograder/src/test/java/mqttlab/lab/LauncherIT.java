package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The launcher ./lab")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is lab.cmd")
@ProvedOnce(reads = {"lab", "labs", "broker-from-scratch", ":!*.adoc"})
class LauncherIT {

    private static final Path ROOT = ThisCheckout.root();

    @TempDir
    private Path folder;

    @Nested
    @DisplayName("in this checkout, right after the build")
    class Built {

        @Test
        @DisplayName("starts the tool, without Maven")
        void version() throws IOException {
            Launched lab = new Launched(folder, ROOT.resolve("lab").toString()).withPrograms()
                    .with("JAVA_HOME", System.getProperty("java.home"))
                    .start("--version");

            assertThat(lab.finish()).isEqualTo(new Ran(0, lab.out(), ""));
            assertThat(lab.out()).startsWith("lab 1 ");
        }

        @Test
        @DisplayName("passes the tool's exit status on")
        void status() throws IOException {
            Ran ran = new Launched(folder, ROOT.resolve("lab").toString()).start("nonsense").finish();

            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err()).contains("there is no command 'nonsense'");
        }

        @Test
        @DisplayName("finds its course from another folder, through a symbolic link")
        void link() throws IOException {
            Path link = Files.createSymbolicLink(folder.resolve("my lab"), ROOT.resolve("lab"));
            Ran ran = new Launched(folder, link.toString()).start("list").finish();

            assertThat(ran.out()).startsWith("01-publish-subscribe");
            assertThat(ran.status()).isZero();
            Files.delete(link);
        }
    }

    /** A copy of the launcher, with stand-ins for the JDK and for Maven that say what they are asked to do. */
    @Nested
    @DisplayName("in a checkout with a space in its name")
    class Elsewhere {

        private Path course;
        private Path jdk;
        private Path programs;

        @BeforeEach
        void checkout() throws IOException {
            course = Files.createDirectories(folder.resolve("my course")).toRealPath();
            Files.copy(ROOT.resolve("lab"), course.resolve("lab"));
            Files.createDirectories(course.resolve("grading/suites/src/main/java"));
            jdk = jdk("system/usr/lib/jvm/jdk 21", "21.0.1");
            programs = Files.createDirectories(folder.resolve("programs"));
        }

        private Launched lab() throws IOException {
            return new Launched(folder, course.resolve("lab").toString()).withPrograms(programs)
                    .with("LAB_SYSTEM_ROOT", folder.resolve("system").toString());
        }

        private Path jdk(String place, String version) throws IOException {
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
        private void maven(String ending) throws IOException {
            Launched.script(programs.resolve("mvn"), """
                    echo "mvn $* with $JAVA_HOME" >>"%s/calls"
                    mkdir -p grading/autograder/target/lab/lib
                    touch grading/autograder/target/lab/lib/autograder.jar grading/autograder/target/lab/built
                    """.formatted(folder) + ending);
        }

        private List<String> calls() throws IOException {
            return Files.readAllLines(folder.resolve("calls"));
        }

        @Test
        @DisplayName("builds the tool the first time, with the JDK it found, and then not again")
        void builds() throws IOException {
            maven("");

            Ran first = lab().start("list", "a b").finish();
            Ran second = lab().start("list").finish();

            assertThat(first.err()).isEqualTo("Building the course tool (first time: may take some minutes) ...\n");
            assertThat(first.out()).startsWith("java of 21.0.1: ").contains("-Dlab.home=" + course)
                    .endsWith("-jar " + course + "/grading/autograder/target/lab/lib/autograder.jar list a b\n");
            assertThat(first.status()).isEqualTo(7);
            assertThat(second.err()).isEmpty();
            assertThat(calls()).containsExactly("mvn -q -pl grading/autograder -am package -Dmaven.test.skip=true with " + jdk);
        }

        private Path source(String text, Instant date) throws IOException {
            Path source = Files.writeString(course.resolve("grading/suites/src/main/java/A.java"), text);
            return Files.setLastModifiedTime(source, FileTime.from(date));
        }

        @Test
        @DisplayName("builds it again when a source has changed, be it to one that is older, and when one has gone")
        void buildsAgain() throws IOException {
            maven("");
            Instant today = Instant.now();
            source("1", today);
            lab().start("list").finish();
            Path compiled = Files.createDirectories(course.resolve("grading/suites/target/classes"));
            Path source = source("2", today.minus(Duration.ofDays(10)));

            assertThat(lab().start("list").finish().err()).isEqualTo("Building the course tool (its sources have changed) ...\n");
            assertThat(compiled).as("what Maven would take for newer than its source").doesNotExist();
            Files.delete(source);
            assertThat(lab().start("list").finish().err()).contains("its sources have changed");
        }

        @Test
        @DisplayName("does not build it again when sources have only been touched, or the checkout been moved or copied")
        void datesAndPlace() throws IOException {
            maven("");
            source("1", Instant.now());
            lab().start("list").finish();
            source("1", Instant.now().plus(Duration.ofDays(10)));
            course = Files.move(course, course.resolveSibling("curso (1) [é] #$%!"));

            Ran ran = lab().start("list").finish();

            assertThat(ran.err()).isEmpty();
            assertThat(ran.out()).contains("-Dlab.home=" + course);
            assertThat(calls()).hasSize(1);
        }

        @Test
        @DisplayName("takes a build of Maven's own for good, unless a source has been edited meanwhile")
        void builtByMaven() throws IOException {
            maven("");
            source("1", Instant.now());
            lab().start("__begin-build").finish();
            Launched.script(programs.resolve("mvn"), "exit 1\n");
            Files.createDirectories(course.resolve("grading/autograder/target/lab/lib"));
            Files.writeString(course.resolve("grading/autograder/target/lab/lib/autograder.jar"), "");
            lab().start("__end-build").finish();

            assertThat(lab().start("list").finish().status()).isEqualTo(7);

            lab().start("__begin-build").finish();
            source("2", Instant.now());
            lab().start("__end-build").finish();

            assertThat(lab().start("list").finish().err()).contains("its sources have changed");
        }

        @Test
        @DisplayName("starts the tool in English and with UTF-8, whatever the terminal says")
        void locale() throws IOException {
            maven("");
            for (String theirs : List.of("C", "POSIX", "ar_EG.UTF-8", "nowhere")) {
                Ran ran = lab().with("LC_ALL", theirs).start("list").finish();

                assertThat(ran.out()).contains("-Duser.language=en ", "-Dfile.encoding=UTF-8 ");
                assertThat(Files.readString(folder.resolve("locale"))).containsIgnoringCase("utf");
            }
        }

        @Test
        @DisplayName("ends with 2, and says why, when Java does not start with somebody's options")
        void junk() throws IOException {
            Ran ran = lab().with("JAVA_TOOL_OPTIONS", "-junk").start("list").finish();

            assertThat(ran.err()).contains("JAVA_TOOL_OPTIONS", "Unrecognized option: -junk").hasLineCount(1);
            assertThat(ran.status()).isEqualTo(2);
        }

        @Test
        @DisplayName("asks the java of a version manager where its JDK is")
        void shim() throws IOException {
            maven("");
            Path managed = jdk("versions/temurin 25", "25.0.3");
            Launched.script(programs.resolve("java"), "exec \"%s/bin/java\" \"$@\"\n".formatted(managed));

            assertThat(lab().start("list").finish().out()).startsWith("java of 25.0.3");
        }

        @Test
        @DisplayName("goes without a terminal, input, output and HOME")
        void nothing() throws IOException {
            maven("");
            Path script = folder.resolve("closed");
            Launched.script(script, "unset HOME TERM; exec '%s/lab' list <&- >&-\n".formatted(course));

            assertThat(new Launched(folder, script.toString()).withPrograms(programs)
                    .with("LAB_SYSTEM_ROOT", folder.resolve("system").toString()).start().finish().status()).isEqualTo(7);
        }

        @Test
        @DisplayName("grades with the tool that was committed, even where that of the working copy cannot be built")
        void committed() throws IOException, InterruptedException {
            maven("! grep -q broken grading/suites/src/main/java/A.java\n");
            source("good", Instant.now());
            Files.writeString(course.resolve(".gitignore"), "target/\n");
            for (String git : List.of("init -q", "add .", "-c user.name=a -c user.email=a@b commit -qm course")) {
                List<String> command = Stream.concat(Stream.of("git"), Stream.of(git.split(" "))).toList();
                assertThat(new ProcessBuilder(command).directory(course.toFile()).start().waitFor()).isZero();
            }
            source("broken", Instant.now());

            Ran graded = lab().start("grade", "a b").finish();

            assertThat(graded.err()).contains("grading with those that were committed");
            assertThat(graded.out()).contains("-Dlab.home=" + course + "/grading/autograder/target/lab/course-").endsWith(" grade a b\n");
            assertThat(lab().start("list").finish().status()).isEqualTo(2);
        }

        @Test
        @DisplayName("builds once when it is called twice at the same time")
        void buildsOnce() throws IOException {
            maven("""
                    for attempt in 1 2 3 4 5 6 7 8 9; do
                        grep -q Waiting "%s"/err* && break
                        sleep 1
                    done
                    """.formatted(folder));
            Launched one = lab().start("list");
            Launched other = lab().start("list");

            assertThat(one.finish().status()).isEqualTo(7);
            assertThat(other.finish().status()).isEqualTo(7);
            assertThat(calls()).hasSize(1);
            assertThat(one.err() + other.err()).contains("Building", "Waiting for another ./lab");
        }

        @Test
        @DisplayName("takes over from a build that was killed")
        void staleLock() throws IOException, InterruptedException {
            maven("");
            Process gone = new ProcessBuilder("true").start();
            gone.waitFor();
            Path lock = Files.createDirectories(course.resolve("grading/autograder/target/lab.lock"));
            Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

            assertThat(lab().start("list").finish().status()).isEqualTo(7);
            assertThat(lock).doesNotExist();
        }

        @Test
        @DisplayName("shows what Maven said when the build fails")
        void buildFails() throws IOException {
            maven("echo 'no such symbol'\nexit 1\n");

            Ran ran = lab().start("list").finish();

            assertThat(ran.err()).contains("no such symbol\n", "lab: could not build itself");
            assertThat(ran.status()).isEqualTo(2);
            assertThat(course.resolve("grading/autograder/target/lab.lock")).doesNotExist();
        }

        @Test
        @DisplayName("says in one line that the contracts have changed, instead of all that Maven says")
        void contracts() throws IOException {
            maven("");
            lab().start("list").finish();
            Path contract = Files.createDirectories(course.resolve("labs/contracts/src/main")).resolve("A.java");
            Files.setLastModifiedTime(Files.writeString(contract, "spoilt"), FileTime.from(Instant.now().plusSeconds(1)));
            Launched.script(programs.resolve("mvn"), "echo 'no such symbol'\nexit 1\n");

            Ran ran = lab().start("list").finish();

            assertThat(ran.err().lines()).containsExactly("Building the course tool (its sources have changed) ...",
                    "lab: labs/contracts has changed, and the course does not compile with it. Get it back: git checkout labs/contracts");
            assertThat(ran.status()).isEqualTo(2);
        }

        @Test
        @DisplayName("says what to install when there is no Maven")
        void noMaven() throws IOException {
            Ran ran = lab().start("list").finish();

            assertThat(ran.err()).contains("needs Maven").hasLineCount(1);
            assertThat(ran.status()).isEqualTo(2);
        }

        @Test
        @DisplayName("says what to install when there is no JDK, or only an old one, or only a JRE")
        void noJdk() throws IOException {
            Files.delete(jdk.resolve("bin/javac"));
            jdk("system/usr/lib/jvm/jdk-17", "17.0.15");
            jdk("system/opt/jdk8", "1.8.0_402");

            Ran ran = lab().start("list").finish();

            assertThat(ran.err()).contains("needs a JDK 21 or newer").hasLineCount(1);
            assertThat(ran.status()).isEqualTo(2);
        }

        @Test
        @DisplayName("prefers the JDK of JAVA_HOME, if that is good enough")
        void javaHome() throws IOException {
            maven("");
            Path mine = jdk("mine", "25-ea");
            Path old = jdk("old", "17");

            assertThat(lab().with("JAVA_HOME", mine.toString()).start().finish().out()).startsWith("java of 25-ea");
            assertThat(lab().with("JAVA_HOME", old.toString()).start().finish().out()).startsWith("java of 21.0.1");
        }
    }
}
