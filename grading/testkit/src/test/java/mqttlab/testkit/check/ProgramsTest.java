package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import mqttlab.testkit.student.Folder;
import mqttlab.testkit.student.StudentRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The student's program in a check")
class ProgramsTest {

    private final List<String> happened = new ArrayList<>();
    private int started;
    private final Programs programs = new Programs(this::start);

    private StudentRun start() {
        started++;
        String name = "program " + started;
        happened.add(name + " starts");
        return (StudentRun) Proxy.newProxyInstance(StudentRun.class.getClassLoader(), new Class<?>[] {StudentRun.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "output" -> name + " prints\n";
                    case "isFresh" -> started > 1;
                    case "close", "release" -> {
                        happened.add(name + " " + method.getName());
                        yield null;
                    }
                    case "openPort", "shutPort" -> {
                        happened.add(name + " " + method.getName() + " " + arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    @DisplayName("is started when it is needed, and again when it was killed; only what runs in the end is given back")
    void isKilled() {
        assertThat(programs.areThere()).isFalse();
        programs.kill();
        StudentRun first = programs.running();
        assertThat(programs.running()).isSameAs(first);
        programs.kill();
        assertThat(programs.running()).isNotSameAs(first);
        programs.release();

        assertThat(happened).containsExactly("program 1 starts", "program 1 close", "program 2 starts", "program 2 release");
    }

    @Test
    @DisplayName("reaches the ports that are open, whether it runs already or is started later")
    void ports() {
        programs.setPort(1883, true);
        programs.running();
        programs.setPort(1884, true);
        programs.setPort(1884, true);
        programs.setPort(1883, false);
        programs.kill();
        programs.running();

        assertThat(happened).containsExactly("program 1 starts", "program 1 openPort 1883", "program 1 openPort 1884",
                "program 1 shutPort 1883", "program 1 close", "program 2 starts", "program 2 openPort 1884");
    }

    @Test
    @DisplayName("is the same one for two who need it at once")
    void atOnce() throws InterruptedException {
        List<StudentRun> others = new CopyOnWriteArrayList<>();
        AtomicReference<Programs> slow = new AtomicReference<>();
        Thread other = Thread.ofPlatform().unstarted(() -> others.add(slow.get().running()));
        slow.set(new Programs(() -> {
            if (started == 0) {
                other.start();
                while (other.isAlive() && other.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            return start();
        }));

        StudentRun run = slow.get().running();
        other.join();
        assertThat(others.getFirst()).isSameAs(run);
    }

    @Test
    @DisplayName("has printed what all of them have printed")
    void output() {
        programs.running();
        programs.kill();
        assertThat(programs.areThere()).isTrue();
        programs.running();

        assertThat(programs.output()).isEqualTo("program 1 prints\nprogram 2 prints\n");
    }

    @Test
    @DisplayName("gets a folder that is removed with all that it holds")
    void folder() throws Exception {
        Path path;
        try (Folder folder = Folder.made()) {
            path = folder.path();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("c"), "content");
        }
        assertThat(path).doesNotExist();
    }
}
