package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import mqttlab.testkit.sandbox.Sandbox;
import mqttlab.testkit.student.Pupil.Homework;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A student's code in a JVM of its own")
@ProvedOnce(reads = {})
class InOwnJvmTest {

    /** A call may take ten seconds; two are enough to see that it does not return. */
    private static final String IMPATIENT = "0.2";

    @TempDir
    private static Path folder;
    private static InOwnJvm code;
    private StudentRun run;
    private Pupil pupil;

    @BeforeAll
    static void separateContractAndCode() throws IOException {
        code = naughty(folder);
    }

    static InOwnJvm naughty(Path folder) throws IOException {
        return naughty(folder, Sandbox.NONE);
    }

    static InOwnJvm naughty(Path folder, Sandbox sandbox) throws IOException {
        copy(folder.resolve("contract"), name -> name.startsWith("mqttlab/testkit/student/Pupil"));
        copy(folder.resolve("code"), name -> name.contains("NaughtyPupil") || name.startsWith("META-INF/services"));
        return new InOwnJvm(folder.resolve("code"), List.of(folder.resolve("contract")), sandbox);
    }

    private static void copy(Path to, Predicate<String> wanted) throws IOException {
        Path from = Jars.of(Pupil.class);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(each -> wanted.test(from.relativize(each).toString().replace('\\', '/'))).toList()) {
                if (Files.isRegularFile(file)) {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    @BeforeEach
    void start() {
        run = code.start();
        pupil = run.create(Pupil.class);
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @AfterAll
    static void close() {
        code.close();
    }

    @Test
    @DisplayName("takes and gives records, accents and all")
    void copiesRecords() {
        assertThat(pupil.copy(new Homework("¿Levante? ¡Poniente! 🌊\u0000", 7)))
                .isEqualTo(new Homework("¿Levante? ¡Poniente! 🌊\u0000", 7));
    }

    @Test
    @DisplayName("takes and gives text that is none in UTF-8: half of a surrogate pair")
    void copiesHalfOfASurrogatePair() {
        assertThat(pupil.copy(new Homework("\uD83C", 7))).isEqualTo(new Homework("\uD83C", 7));
    }

    @Test
    @DisplayName("calls back in order, and waits for each callback to end")
    void callsBack() {
        List<Integer> received = new ArrayList<>();
        pupil.hand(50, homework -> received.add(homework.pages()));
        assertThat(received).hasSize(50).isSorted();
    }

    @Test
    @DisplayName("sees a callback's exception as an exception")
    void callbackThrows() {
        assertThatThrownBy(() -> pupil.hand(2, homework -> {
            throw new IllegalArgumentException("unreadable");
        })).isInstanceOf(StudentFault.Threw.class).hasMessageContaining("unreadable");
    }

    @Test
    @DisplayName("sees a callback's error as an error")
    void callbackFails() {
        assertThatThrownBy(() -> pupil.hand(2, homework -> {
            throw new AssertionError("not as expected");
        })).isInstanceOf(StudentFault.Threw.class).hasMessage("Pupil.hand threw AssertionError: not as expected");
    }

    @Test
    @DisplayName("tells which threads keep a program from ending, and waits for those that end")
    void stillRunning() {
        assertThat(run.stillRunning(Duration.ofSeconds(10))).isEmpty();
        pupil.linger("homework");
        assertThat(run.stillRunning(Duration.ofMillis(50))).containsExactly("homework");
        pupil.linger("");
        assertThat(run.stillRunning(Duration.ofSeconds(10))).isEmpty();
    }

    @Test
    @DisplayName("goes on when one of its threads has been interrupted, and says something all the same")
    void interrupted() throws InterruptedException {
        CountDownLatch received = new CountDownLatch(3);
        for (int i = 1; i <= 3; i++) {
            pupil.interruptItself(homework -> received.countDown());
            assertThat(pupil.copy(new Homework("still there", i)).pages()).isEqualTo(i);
        }
        assertThat(received.await(Patience.usual().toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("throws what its contract documents as that exception")
    void documented() {
        assertThatThrownBy(() -> pupil.failAsDocumented()).isInstanceOf(IOException.class).hasMessage("the dog ate it");
    }

    @Test
    @DisplayName("says of an exception whether it has a cause")
    void causes() {
        assertThat(catchThrowable(() -> pupil.failAsDocumented())).matches(StudentFault::hasCause);
        assertThat(catchThrowable(() -> pupil.fail())).matches(thrown -> !StudentFault.hasCause(thrown));
    }

    @Test
    @DisplayName("has kept processors busy for some time, more and more while it works")
    void works() {
        Duration before = run.processorTime().orElseThrow();
        impatiently(() -> pupil.loop());
        assertThat(run.processorTime().orElseThrow()).isGreaterThan(before);
    }

    @Test
    @DisplayName("throws anything else as a fault with the student's frames alone")
    void undocumented() {
        StudentFault fault = catchThrowableOfType(StudentFault.Threw.class, () -> pupil.fail());
        assertThat(fault).hasMessage("Pupil.fail threw IllegalStateException: no idea");
        assertThat(fault.frames()).singleElement().asString().matches("NaughtyPupil.java:\\d+ in fail");
    }

    @Test
    @DisplayName("that calls System.exit has crashed, and where is known")
    void exits() {
        StudentFault fault = catchThrowableOfType(StudentFault.Crashed.class, () -> pupil.exit(3));
        assertThat(fault).hasMessage("System.exit was called during Pupil.exit, with exit code 3");
        assertThat(fault.frames()).singleElement().asString().matches("NaughtyPupil.java:\\d+ in exit");
    }

    @Test
    @DisplayName("that never returns has timed out, and where it stands is known")
    void loops() {
        StudentFault fault = impatiently(() -> pupil.loop());
        assertThat(fault.frames()).anyMatch(frame -> frame.matches("NaughtyPupil.java:\\d+ in loop"));
        assertThat(fault).hasMessage("Pupil.loop did not return within 2.0 s");
    }

    @Test
    @DisplayName("that waits for itself has timed out in a deadlock")
    void deadlocks() {
        StudentFault fault = impatiently(() -> pupil.deadlock());
        assertThat(fault).hasMessageEndingWith(": a deadlock");
        assertThat(fault.frames()).filteredOn(frame -> frame.endsWith("in lockBoth")).hasSize(2);
    }

    private static StudentFault impatiently(ThrowingCallable call) {
        System.setProperty(Patience.PROPERTY, IMPATIENT);
        try {
            return catchThrowableOfType(StudentFault.TimedOut.class, call);
        } finally {
            System.clearProperty(Patience.PROPERTY);
        }
    }

    @Test
    @DisplayName("whose object is never made is waited for with much patience once")
    void unborn(@TempDir Path other) throws IOException {
        naughty(other).close();
        Files.createFile(other.resolve("code/unborn"));
        try (InOwnJvm unborn = new InOwnJvm(other.resolve("code"), List.of(other.resolve("contract")), Sandbox.NONE,
                new Making(Duration.ofSeconds(2)))) {
            assertThat(neverMade(unborn)).hasMessageContaining("making a Pupil did not return within 2.0 s");
            assertThat(neverMade(unborn)).hasMessageContaining("making a Pupil did not return within 1.0 s");
        }
    }

    private static StudentFault neverMade(InOwnJvm unborn) {
        try (StudentRun run = unborn.start()) {
            return impatiently(() -> run.create(Pupil.class));
        }
    }

    @Test
    @DisplayName("that overflows the stack has crashed")
    void overflows() {
        StudentFault fault = catchThrowableOfType(StudentFault.Crashed.class, () -> pupil.recurse(0));
        assertThat(fault).hasMessageContaining("StackOverflowError");
        assertThat(fault.frames()).isNotEmpty().allMatch(frame -> frame.endsWith("in recurse"));
    }

    @Test
    @DisplayName("that fills the memory has crashed, and the tool has not")
    void hoards() {
        assertThat(catchThrowableOfType(StudentFault.Crashed.class, pupil::hoard)).hasMessageContaining("OutOfMemoryError");
    }

    @Test
    @DisplayName("may print without end and even imitate the channel: it is kept, capped, and means nothing")
    void chatters() {
        pupil.chatter(100_000);
        assertThat(pupil.copy(new Homework("still here", 1)).title()).isEqualTo("still here");
        assertThat(run.output()).startsWith("{\"is\":\"returned\"").hasSizeLessThan(20_000);
    }

    @Test
    @DisplayName("whose thread dies of an exception is remembered for it")
    void uncaught() throws InterruptedException {
        pupil.dieInTheBackground();
        pupil.copy(new Homework("a call later, so that the event has arrived", 1));
        assertThat(run.uncaught()).singleElement().hasToString("IllegalStateException: no idea");
    }

    @Test
    @DisplayName("starts each run afresh, statics too")
    void fresh() {
        pupil.count();
        try (StudentRun another = code.start()) {
            assertThat(another.create(Pupil.class).count()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("uses a JVM again in which nothing has gone wrong, with classes loaded anew")
    void again() {
        pupil.count();
        pupil.chatter(1);
        run.release();
        run = code.start();
        assertThat(run.isFresh()).isFalse();
        assertThat(run.output()).isEmpty();
        assertThat(run.create(Pupil.class).count()).isEqualTo(1);
    }

    @Test
    @DisplayName("does not use a JVM again in which a thread died, or that has ended")
    void notAgain() throws InterruptedException {
        pupil.dieInTheBackground();
        pupil.copy(new Homework("a call later, so that the event has arrived", 1));
        run.release();
        run = code.start();
        assertThat(run.isFresh()).isTrue();
        catchThrowableOfType(StudentFault.Crashed.class, () -> run.create(Pupil.class).exit(1));
        run.release();
        run = code.start();
        assertThat(run.isFresh()).isTrue();
    }

    @Test
    @DisplayName("may be compiled while its JVM starts")
    void compiledLater() throws IOException {
        try (InOwnJvm early = new InOwnJvm(folder.resolve("later"), List.of(folder.resolve("contract")));
                StudentRun first = early.start()) {
            copy(folder.resolve("later"), name -> name.contains("NaughtyPupil") || name.startsWith("META-INF/services"));
            assertThat(first.create(Pupil.class).count()).isEqualTo(1);
        }
    }
}
