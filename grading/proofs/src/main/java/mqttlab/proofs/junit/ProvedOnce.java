package mqttlab.proofs.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * This test class is slow, and not run again by a build while nothing has changed that it depends on: its class path, the machine
 * (see {@link mqttlab.proofs.Parts#machine()}), and what it reads of the checkout. It is run all the same when somebody asks for
 * it ({@code -Dtest=…}, an IDE), and now and then.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ProvedBefore.class)
public @interface ProvedOnce {

    /**
     * The files of the checkout that it reads, apart from its class path, as git understands paths ({@code "labs", ":!*.adoc"});
     * from the root. All of them when nothing is said here; {@code {}} for none.
     */
    String[] reads() default ".";
}
