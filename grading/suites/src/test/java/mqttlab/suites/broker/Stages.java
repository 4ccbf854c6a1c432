package mqttlab.suites.broker;

import java.util.List;
import mqttlab.testkit.check.CheckSuite;
import org.junit.platform.commons.support.ReflectionSupport;

/** The stages of the broker that there are checks for, in their order. */
final class Stages {

    private static final String PACKAGE = "mqttlab.suites.broker";

    private Stages() {
    }

    /** Such as {@code stage03}. */
    static List<String> all() {
        return ReflectionSupport.findAllClassesInPackage(PACKAGE, type -> type.isAnnotationPresent(CheckSuite.class), name -> true)
                .stream().map(type -> type.getPackageName().substring(PACKAGE.length() + 1)).distinct().sorted().toList();
    }

    /** Those whose checks speak MQTT to a broker: all but the first one, which is about a student's classes. */
    static List<String> onTheWire() {
        return all().stream().filter(stage -> !stage.equals("stage00")).toList();
    }

    static String packageOf(String stage) {
        return PACKAGE + "." + stage;
    }
}
