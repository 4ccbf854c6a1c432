package mqttlab.testkit.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.student.Failure;
import mqttlab.testkit.student.Stuck;
import mqttlab.testkit.student.StudentFault;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Gives each check a scene of its own, and turns what ends a check into a verdict with its evidence. */
final class SceneExtension implements ParameterResolver, TestExecutionExceptionHandler, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create("mqttlab");
    private static final String GONE = "the broker is gone: its program has ended, or it no longer listens";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scene.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Setup setup = Setup.of(context);
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(Scene.class, type -> new Scene(setup, check(context).id(), heap(context)), Scene.class);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        Scene scene = context.getStore(NAMESPACE).get(Scene.class, Scene.class);
        if (scene == null) {
            throw thrown;
        }
        scene.lost();
        List<Failure> uncaught = scene.uncaught();
        Optional<StudentFault> fault = StudentFault.behind(thrown);
        Throwable reason = fault.isPresent() ? fault.get() : stumbled(thrown, scene);
        Optional<Stuck> stuck = fault.isPresent() ? Optional.empty() : scene.stuckForGood();
        List<String> frames = fault.map(StudentFault::frames).or(() -> stuck.map(Stuck::frames)).orElse(List.of());
        throw failure(context, scene, thrown, reason, frames, uncaught, stuck);
    }

    /** A check may stumble over what is missing where a history is full; and who has filled it is whoever is judged. */
    private static Throwable stumbled(Throwable thrown, Scene scene) {
        boolean stumbled = thrown instanceof RuntimeException && !(thrown instanceof InfrastructureException);
        return stumbled && scene.trace().isFull()
                ? scene.trace().failure("no more than the history has room for",
                        "it was full, and the check could not see what it looks for")
                : thrown;
    }

    private static CheckFailure failure(ExtensionContext context, Scene scene, Throwable thrown, Throwable reason,
            List<String> frames, List<Failure> uncaught, Optional<Stuck> stuck) {
        // This takes a moment, in which a broker may still print why it has closed a connection.
        boolean gone = scene.brokerIsGone();
        String output = scene.output();
        FailureKind kind = new Diagnosis(reason, uncaught, stuck, gone, scene.isBrokerJudged(), scene.hasStudent(),
                scene.trace(), output).kind();
        Evidence evidence = new Evidence(scene.history(thrown), frames, uncaught.stream().flatMap(SceneExtension::lines).toList(),
                output, kind);
        Verdict verdict = verdict(reason, gone || !uncaught.isEmpty());
        String what = what(reason) + (gone ? "\n" + GONE : "");
        return new CheckFailure(check(context), verdict, what, evidence, scene.isInFreshJvm(), thrown);
    }

    /** A broker that dies closes its connections, too, and must not pass for one that has closed them. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        Scene scene = context.getStore(NAMESPACE).get(Scene.class, Scene.class);
        if (context.getExecutionException().isEmpty() && scene != null && scene.brokerIsGone()) {
            AssertionError gone = new AssertionError("expected: the broker goes on");
            throw failure(context, scene, gone, gone, List.of(), List.of(), Optional.empty());
        }
    }

    private static int heap(ExtensionContext context) {
        return context.getRequiredTestMethod().getAnnotation(Graded.class).heap();
    }

    private static Check check(ExtensionContext context) {
        return Check.of(context.getRequiredTestClass(), context.getRequiredTestMethod());
    }

    private static Verdict verdict(Throwable thrown, boolean crashed) {
        return switch (thrown) {
            case StudentFault.TimedOut fault -> Verdict.TIMED_OUT;
            case CheckDeadline.Missed missed -> Verdict.TIMED_OUT;
            case StudentFault.Crashed fault -> Verdict.CRASHED;
            case AssertionError failed when crashed -> Verdict.CRASHED;
            case AssertionError failed -> Verdict.FAILED;
            default -> Verdict.INFRASTRUCTURE_ERROR;
        };
    }

    private static String what(Throwable thrown) {
        return switch (thrown) {
            case AssertionError failed -> String.valueOf(failed.getMessage()).strip();
            case InfrastructureException missing -> missing.getMessage();
            default -> "the suite itself went wrong, which is a mistake of the course: " + thrown;
        };
    }

    private static Stream<String> lines(Failure failure) {
        return Stream.concat(Stream.of("nobody caught " + failure), failure.frames().stream().map(frame -> "  at " + frame));
    }
}
