package mqttlab.lab.grading;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.broker.TargetBroker;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.sandbox.Sandbox;
import mqttlab.testkit.student.CourseStart;
import mqttlab.testkit.student.StudentBroker;
import mqttlab.testkit.student.StudentFault;
import mqttlab.testkit.wire.FinishedBroker;

/**
 * A broker that somebody has written, ready to be judged; or the reason why it cannot be.
 *
 * @param brokers     where a check gets it from
 * @param description what a report calls it
 */
record BrokerJudgement(Brokers brokers, String description) implements AutoCloseable {

    private static final String YOURS = "your own";

    /** What keeps all checks from being run. */
    record Obstacle(Verdict verdict, FailureKind kind, String why) {

        /** The first check has it, and the others are not run. What is no fault of the student's is held against none of them. */
        List<CheckResult> results(List<Check> checks) {
            Check first = checks.getFirst();
            boolean ours = verdict == Verdict.INFRASTRUCTURE_ERROR;
            return checks.stream().map(check -> ours || check == first
                    ? new CheckResult(check, verdict, why, Evidence.of(kind), Duration.ZERO)
                    : new CheckResult(check, Verdict.NOT_RUN, "see " + first.id(), Evidence.NONE, Duration.ZERO)).toList();
        }
    }

    /** A program that is started when it is needed. */
    static BrokerJudgement ofCode(Path classes, LabDefinition stage, Sandbox sandbox) {
        return new BrokerJudgement(Brokers.judged(YOURS,
                settings -> started(classes, Optional.empty(), stage, YOURS, settings, sandbox)), YOURS);
    }

    /**
     * The course's, around a class of a student's.
     *
     * @param yours where that class is
     */
    static BrokerJudgement ofCourse(Path classes, Path yours, LabDefinition stage, String name, Sandbox sandbox) {
        return new BrokerJudgement(Brokers.judged(name, settings -> CourseStart.patiently(
                () -> started(classes, Optional.of(yours), stage, name, settings, sandbox))), name);
    }

    private static StudentBroker started(Path classes, Optional<Path> yours, LabDefinition stage, String name,
            BrokerSettings settings, Sandbox sandbox) {
        List<Path> classPath = Stream.concat(Stream.of(classes), stage.libraries().stream()).toList();
        Stream<String> heap = settings.heap().stream().mapToObj(mebibytes -> "-Xmx" + mebibytes + "m");
        List<String> options = Stream.concat(yours.stream().map(folder -> "-Dlab.yours=" + folder), heap).toList();
        return StudentBroker.started(classPath, options, stage.main(), name, sandbox, yours.stream().toList());
    }

    /** One that is running, and stays so. */
    static BrokerJudgement of(TargetBroker target) {
        return new BrokerJudgement(Brokers.judged(target), target.description());
    }

    /** Starts the broker. It may not come up, or turn out to be the work of others. */
    Optional<Obstacle> obstacle() {
        try {
            Broker broker = brokers.shared();
            return foreign(broker).map(evidence -> new Obstacle(Verdict.FAILED, FailureKind.FINISHED_BROKER,
                    "this is a finished broker, and gets no points: " + evidence));
        } catch (StudentFault.TimedOut e) {
            return Optional.of(new Obstacle(Verdict.TIMED_OUT, e.kind(), e.getMessage()));
        } catch (StudentFault e) {
            return Optional.of(new Obstacle(Verdict.CRASHED, e.kind(), e.getMessage()));
        } catch (InfrastructureException e) {
            return Optional.of(new Obstacle(Verdict.INFRASTRUCTURE_ERROR, FailureKind.INFRASTRUCTURE, e.getMessage()));
        }
    }

    private static Optional<String> foreign(Broker broker) {
        Optional<String> helper = broker instanceof StudentBroker student ? student.helper() : Optional.empty();
        return helper.map(program -> "it starts another program, " + program)
                .or(() -> FinishedBroker.at(new InetSocketAddress(broker.host(), broker.port())));
    }

    @Override
    public void close() {
        brokers.close();
    }
}
