package mqttlab.bench.contender;

import java.util.List;
import mqttlab.testkit.JavaCommand;

/** How the brokers that are written in Java are started: by the JDK that runs the bench. */
final class Jvm {

    /** HiveMQ's start script has these. */
    static final List<String> HIVEMQ = List.of("--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
            "-Djava.security.egd=file:/dev/./urandom");

    private Jvm() {
    }

    static List<String> command(List<String> flags, String classPath, String mainClass, Object... arguments) {
        List<String> command = JavaCommand.startPiped();
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, mainClass));
        for (Object each : arguments) {
            command.add(each.toString());
        }
        return command;
    }
}
