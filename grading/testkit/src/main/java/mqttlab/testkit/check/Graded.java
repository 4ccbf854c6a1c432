package mqttlab.testkit.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** A test that is a check. It needs a clause or a reason; what it checks, as a sentence, is its {@code @DisplayName}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
public @interface Graded {

    /** The task of the handout that it belongs to, from 1. */
    int task() default 1;

    /** What it is worth. */
    int points();

    /** The normative statements of MQTT 3.1.1 that it is about, such as {@code MQTT-3.8.4-1}. */
    String[] clause() default {};

    /** Why it matters, where no clause of the standard says so: the contract, or what happens to users otherwise. */
    String reason() default "";

    /** The checks, by their ids, without which this one makes no sense: it is not run unless they have passed. */
    String[] dependsOn() default {};

    /** Its deadline, far beyond what it takes: only a check that hangs meets it. */
    int seconds() default 60;

    /**
     * The heap of the student's broker, in MiB, for what must not grow: it is then this check's own. 0: the one that all share,
     * which has 256. Of no account where a broker that is running, or a real one, is used.
     */
    int heap() default 0;

    /**
     * Whether it floods, fills memory or waits for seconds even where nothing is wrong. A mutant meets such a check only if it is
     * about its mistake, or the mutant's turn has come to meet all.
     */
    boolean dear() default false;

    /** Whether it asks of the real broker what only Mosquitto can do: on the embedded one it is not run, and costs nothing. */
    boolean needsMosquitto() default false;

    /** What a student who fails it might try: a nudge in one or two sentences, not the solution. */
    String hint();
}
