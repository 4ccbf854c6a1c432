package mqttlab.testkit.check;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import mqttlab.testkit.JavaCommand;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.student.InSameJvm;
import mqttlab.testkit.student.StudentCode;
import mqttlab.testkit.student.StudentRun;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;

/**
 * What a run of checks works on: the student's code, the brokers, and the seed of everything random.
 *
 * <p>The course tool passes one in. Without it, in an IDE or a plain build, the student's classes are those beside the suite
 * in this JVM, the broker is what {@code LAB_BROKER} says, and the seed what {@code -Dlab.seed} says.
 *
 * @param suspects ids of the checks that get a new JVM, or a new broker where that is judged, and not one that others have used
 * @param budget   within which they must have begun
 */
public record Setup(StudentCode code, Brokers brokers, long seed, Set<String> suspects, Budget budget) implements AutoCloseable {

    /** {@code -Dlab.sideBySide=1} is for grading several submissions at a time: each then needs fewer JVMs. */
    public static final String SIDE_BY_SIDE_PROPERTY = "lab.sideBySide";

    static final Namespace NAMESPACE = Namespace.create("mqttlab");
    /** The same, as JUnit's extensions have it. */
    private static final ExtensionContext.Namespace OF_EXTENSIONS = ExtensionContext.Namespace.create("mqttlab");
    /** Checks mostly wait: for JVMs to start, for Paho to look again whether it has connected. */
    private static final int SIDE_BY_SIDE = 5;
    /** Checks of functions do not wait, unless for an endless loop: more JVMs than this cost more than they save. */
    private static final int FUNCTIONS_SIDE_BY_SIDE = 2;

    public Setup(StudentCode code, Brokers brokers, long seed) {
        this(code, brokers, seed, Set.of(), Budget.UNBOUNDED);
    }

    Setup with(Set<String> suspects) {
        return new Setup(code, brokers, seed, suspects, budget);
    }

    /** How many checks may run at a time: where all share one broker, one that hears everything must hear nobody else. */
    int sideBySide() {
        if (brokers != null && brokers.areOnlyOne()) {
            return 1;
        }
        return Math.min(Integer.getInteger(SIDE_BY_SIDE_PROPERTY, SIDE_BY_SIDE),
                brokers != null && brokers.areNone() ? FUNCTIONS_SIDE_BY_SIDE : SIDE_BY_SIDE);
    }

    StudentRun startCode(boolean fresh) {
        return fresh ? code.startFresh() : code.start();
    }

    /** That of the run which the check belongs to. */
    static Setup of(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, OF_EXTENSIONS)
                .getOrComputeIfAbsent(Setup.class, type -> fromEnvironment(), Setup.class);
    }

    private static Setup fromEnvironment() {
        JavaCommand.settle();
        String broker = Optional.ofNullable(System.getenv("LAB_BROKER")).orElse("auto");
        return new Setup(new InSameJvm(), Brokers.named(broker), Long.getLong("lab.seed", randomSeed()));
    }

    /** A seed short enough to be typed again. */
    public static long randomSeed() {
        return ThreadLocalRandom.current().nextLong(1, 1_000_000);
    }

    @Override
    public void close() {
        code.close();
        brokers.close();
    }
}
