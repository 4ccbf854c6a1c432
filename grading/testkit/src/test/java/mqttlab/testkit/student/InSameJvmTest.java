package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.student.Pupil.Homework;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A student's code in the suite's own JVM, for an IDE,")
class InSameJvmTest {

    private final Pupil pupil = new InSameJvm().start().create(Pupil.class);

    @Test
    @DisplayName("is the student's object, called in the suite's thread")
    void calls() {
        List<Thread> threads = new ArrayList<>();
        pupil.hand(2, homework -> threads.add(Thread.currentThread()));
        assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
        assertThat(pupil.copy(new Homework("Topics", 1))).isEqualTo(new Homework("Topics", 1));
    }

    @Test
    @DisplayName("is called in a platform thread where the suite's is a virtual one, whose carrier it might keep")
    void virtual() throws Exception {
        CompletableFuture<Thread> called = new CompletableFuture<>();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            pupil.hand(1, homework -> called.complete(Thread.currentThread()));
            thrown.complete(catchThrowable(() -> pupil.fail()));
        });
        assertThat(called.get(5, TimeUnit.SECONDS).isVirtual()).isFalse();
        assertThat(thrown.get(5, TimeUnit.SECONDS)).isInstanceOf(StudentFault.Threw.class);
    }

    @Test
    @DisplayName("throws what no contract documents as a fault, with the exception as its cause for the IDE to show")
    void undocumented() {
        StudentFault fault = catchThrowableOfType(StudentFault.Threw.class, () -> pupil.fail());
        assertThat(fault).hasMessage("Pupil.fail threw IllegalStateException: no idea")
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
        assertThat(fault.frames()).first().asString().matches("NaughtyPupil.java:\\d+ in fail");
    }

    @Test
    @DisplayName("throws what its contract documents as it is, and the fault behind it is known")
    void documented() {
        Throwable thrown = catchThrowable(() -> pupil.failAsDocumented());
        assertThat(thrown).isInstanceOf(IOException.class).hasMessage("the dog ate it");
        assertThat(StudentFault.behind(thrown)).get().hasToString("mqttlab.testkit.student.StudentFault$Threw: "
                + "Pupil.failAsDocumented threw IOException: the dog ate it, caused by IllegalStateException: hungry");
    }

    @Test
    @DisplayName("that overflows the stack has crashed")
    void overflows() {
        assertThat(catchThrowable(() -> pupil.recurse(0))).isInstanceOf(StudentFault.Crashed.class);
    }
}
