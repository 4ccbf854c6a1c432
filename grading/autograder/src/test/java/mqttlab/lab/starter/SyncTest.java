package mqttlab.lab.starter;

import static mqttlab.lab.TinyCourse.HELLO;
import static mqttlab.lab.TinyCourse.LAB;
import static mqttlab.lab.TinyCourse.SOLUTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import mqttlab.lab.Ran;
import mqttlab.lab.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("lab sync")
class SyncTest {

    private static final String EXTRA = "src/main/java/hello/Extra.java";

    private TinyCourse course;

    @BeforeEach
    void course(@TempDir Path root) {
        course = new TinyCourse(root);
    }

    @Test
    @DisplayName("writes what the solution gives, and then has nothing to do")
    void writes() {
        course.write(SOLUTION + "src/main/resources/plain.txt", "// lab:hide is not for me\n");

        assertThat(course.lab("sync").out()).contains("wrote   labs/01-hello/src/main/java/hello/Hello.java");
        assertThat(course.read(LAB + HELLO)).contains("// TODO task 1: Say hello").doesNotContain("println");
        assertThat(course.read(LAB + "src/main/resources/plain.txt")).isEqualTo("// lab:hide is not for me\n");
        assertThat(course.lab("sync").out()).isEqualTo("labs/01-hello is up to date" + System.lineSeparator());
        assertThat(course.lab("sync", "--check")).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    @DisplayName("copies other files of a lab that its manifest names, and touches none besides")
    void otherFiles() {
        course.write(LAB + "lab.yaml", course.read(LAB + "lab.yaml") + "files: [conf/**]\n");
        course.write(SOLUTION + "conf/acl.txt", "user ana\n").write(SOLUTION + "pom.xml", "<project/>")
                .write(LAB + "notes.txt", "mine").write(LAB + "conf/old.txt", "");

        assertThat(course.lab("sync", "--check").out())
                .contains("conf/acl.txt: is missing", "conf/old.txt: the solution gives no such file")
                .doesNotContain("pom.xml", "notes.txt");
        course.lab("sync", "--force");
        assertThat(course.read(LAB + "conf/acl.txt")).isEqualTo("user ana\n");
        assertThat(course.has(LAB + "conf/old.txt")).isFalse();
        assertThat(course.has(LAB + "pom.xml")).isFalse();
    }

    @Test
    @DisplayName("writes the table of labs into their README, from the manifests, and leaves the rest of the page alone")
    void table() {
        course.write(LAB + "lab.yaml", course.read(LAB + "lab.yaml").replace("hello.suites", "mqttlab.suites.lab01"));
        course.write("labs/README.adoc", "= Labs\n\n// lab:table\n|01 |Good-bye\n// lab:end\n\nMore to come.\n");
        course.lab("sync");
        assertThat(course.read("labs/README.adoc")).startsWith("= Labs\n\n// lab:table\n[cols=").endsWith("""
                |===
                |Lab |Title |Points |Minutes |You build |You learn

                |01 |link:01-hello/README.adoc[Hello] |20 |5
                |a greeting
                |manners
                |===
                // lab:end

                More to come.
                """);
        assertThat(course.lab("sync", "--check")).isEqualTo(new Ran(0, "", ""));

        course.write(LAB + "lab.yaml", course.read(LAB + "lab.yaml").replace("minutes: 5", "minutes: 6"));

        assertThat(course.lab("sync", "--check").out()).contains("labs/README.adoc:8: differs",
                "here:     |01 |link:01-hello/README.adoc[Hello] |20 |5",
                "expected: |01 |link:01-hello/README.adoc[Hello] |20 |6");
    }

    @Test
    @DisplayName("follows the solution again and again before anything is committed")
    void again() {
        course.lab("sync");
        course.write(SOLUTION + HELLO, course.read(SOLUTION + HELLO).replace("Say hello", "Say good-bye"));

        assertThat(course.lab("sync").status()).isZero();
        assertThat(course.read(LAB + HELLO)).contains("// TODO task 1: Say good-bye");
    }

    @Test
    @DisplayName("writes nothing at all when a marker is wrong")
    void wrongMarker() {
        course.write(SOLUTION + HELLO, course.read(SOLUTION + HELLO).replace("lab:end", "lab:edn"));

        Ran ran = course.lab("sync");

        assertThat(ran.err()).contains("Hello.java:7: there is no marker 'lab:edn'");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(course.has(LAB + "src")).isFalse();
    }

    @Test
    @DisplayName("says so when there are no solutions, as in what students get")
    void noSolutions() {
        course.write("labs/02-more/lab.yaml", course.read(LAB + "lab.yaml"));

        Ran ran = course.lab("sync");

        assertThat(ran.err()).startsWith("lab: there is no solution of 02-more to make a starter from");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Nested
    @DisplayName("--check, which changes nothing")
    class Checking {

        @BeforeEach
        void synced() {
            course.lab("sync");
        }

        @Test
        @DisplayName("shows the first line in which a starter differs")
        void changed() {
            String edited = course.read(LAB + HELLO).replace("// TODO task 1: Say hello", "// done");
            course.write(LAB + HELLO, edited);

            Ran ran = course.lab("sync", "--check");

            assertThat(ran.out()).containsSubsequence("labs/01-hello/src/main/java/hello/Hello.java:5: differs",
                    "here:             // done", "expected:         // TODO task 1: Say hello", "./lab sync");
            assertThat(ran.status()).isEqualTo(1);
            assertThat(course.read(LAB + HELLO)).isEqualTo(edited);
        }

        @Test
        @DisplayName("notices an end that is missing")
        void truncated() {
            course.write(LAB + HELLO, "package hello;\n");

            assertThat(course.lab("sync", "--check").out()).contains("Hello.java:3: differs", "here:     (nothing)");
        }

        @Test
        @DisplayName("names a file that is missing")
        void missing() {
            course.root().resolve(LAB + HELLO).toFile().delete();

            Ran ran = course.lab("sync", "--check");

            assertThat(ran.out()).contains("labs/01-hello/src/main/java/hello/Hello.java: is missing");
            assertThat(ran.status()).isEqualTo(1);
        }

        @Test
        @DisplayName("names a file that the solution does not give")
        void extra() {
            course.write(LAB + EXTRA, "");

            Ran ran = course.lab("sync", "--check");

            assertThat(ran.out()).contains("labs/01-hello/src/main/java/hello/Extra.java: the solution gives no such file");
            assertThat(ran.status()).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("does not destroy anybody's work:")
    class Careful {

        @BeforeEach
        void committed() throws IOException, InterruptedException {
            course.write(LAB + EXTRA, "");
            course.lab("sync", "--force");
            course.write(LAB + EXTRA, "class Extra { }\n").write(".gitignore", "target/\n");
            git("init", "-q");
            git("add", ".");
            git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "All");
            new ProcessBuilder("rm", "-r", course.root().resolve(LAB + "target").toString()).start().waitFor();
        }

        private void git(String... arguments) throws IOException, InterruptedException {
            String[] command = new String[arguments.length + 1];
            command[0] = "git";
            System.arraycopy(arguments, 0, command, 1, arguments.length);
            assertThat(new ProcessBuilder(command).directory(course.root().toFile()).inheritIO().start().waitFor()).isZero();
        }

        @Test
        @DisplayName("it replaces and deletes what git has as it is")
        void unchanged() {
            course.write(SOLUTION + HELLO, "class Hello { }\n");

            assertThat(course.lab("sync").out()).contains("wrote   labs/01-hello/src/main/java/hello/Hello.java",
                    "deleted labs/01-hello/src/main/java/hello/Extra.java");
            assertThat(course.has(LAB + EXTRA)).isFalse();
        }

        @Test
        @DisplayName("it refuses to replace what has been edited since, until forced")
        void edited() {
            course.write(LAB + HELLO, "class Hello { /* mine */ }\n");

            Ran refused = course.lab("sync");

            assertThat(refused.err()).contains("nothing was written to labs/01-hello", HELLO, "--force").doesNotContain("Extra");
            assertThat(refused.status()).isEqualTo(2);
            assertThat(course.read(LAB + HELLO)).contains("mine");
            assertThat(course.has(LAB + EXTRA)).isTrue();
            assertThat(course.lab("sync", "--force").status()).isZero();
            assertThat(course.read(LAB + HELLO)).contains("TODO task 1");
        }

        @Test
        @DisplayName("it refuses to delete what git does not have")
        void untracked() {
            course.write(LAB + "src/main/java/hello/Mine.java", "class Mine { }\n");

            Ran refused = course.lab("sync");

            assertThat(refused.err()).contains("Mine.java").doesNotContain("Extra");
            assertThat(refused.status()).isEqualTo(2);
            assertThat(course.has(LAB + "src/main/java/hello/Mine.java")).isTrue();
        }
    }
}
