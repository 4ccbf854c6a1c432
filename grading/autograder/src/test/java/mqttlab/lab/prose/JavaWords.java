package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.testkit.check.Check;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/** Words of Java that a handout may use: those of the labs' sources, of Paho and of the JDK, and the ids of its checks. */
record JavaWords(Set<String> words) {

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final List<Class<?>> PAHO = List.of(MqttClient.class, MqttAsyncClient.class, MqttConnectOptions.class,
            MqttMessage.class, MqttException.class);
    private static final List<String> JDK = List.of("java.lang.", "java.io.", "java.util.", "java.util.concurrent.",
            "java.util.concurrent.locks.", "java.net.", "java.nio.charset.");

    static JavaWords of(Path root, List<Check> checks) throws IOException {
        Set<String> words = new HashSet<>();
        for (String folder : List.of("labs", "broker-from-scratch", "solutions/broker/src/stages")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    WORD.matcher(Files.readString(file)).results().forEach(each -> words.add(each.group()));
                }
            }
        }
        for (Class<?> type : PAHO) {
            words.add(type.getSimpleName());
            Stream.of(type.getMethods()).map(Method::getName).forEach(words::add);
        }
        checks.stream().map(Check::id).forEach(words::add);
        return new JavaWords(words);
    }

    /** {@code Type.MEMBER} is two words. */
    void require(String name) {
        for (String word : name.replaceAll("\\(.*\\)$", "").split("\\.")) {
            assertThat(words.contains(word) || isInJdk(word)).as("%s: is there a %s?", name, word).isTrue();
        }
    }

    private static boolean isInJdk(String word) {
        return JDK.stream().anyMatch(each -> {
            try {
                Class.forName(each + word);
                return true;
            } catch (ClassNotFoundException | NoClassDefFoundError none) {
                return false;
            }
        });
    }
}
