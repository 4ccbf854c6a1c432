package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.testkit.check.Check;

/**
 * Words of Java that a handout may use: those of the labs' sources, of its libraries and of the JDK, and the ids of its checks.
 */
record JavaWords(Set<String> words) {

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final List<String> JDK = List.of("java.lang.", "java.io.", "java.util.", "java.util.concurrent.",
            "java.util.concurrent.locks.", "java.net.", "java.nio.charset.");

    static JavaWords of(LabDefinition lab, List<Check> checks) throws IOException {
        Set<String> words = new HashSet<>();
        for (String folder : List.of("labs", "broker-from-scratch", "solutions/broker/src/main")) {
            try (Stream<Path> files = Files.walk(lab.root().resolve(folder))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    WORD.matcher(Files.readString(file)).results().forEach(each -> words.add(each.group()));
                }
            }
        }
        for (Path library : lab.libraries().stream().filter(Files::isRegularFile).toList()) {
            try (JarFile jar = new JarFile(library.toFile())) {
                jar.stream().map(ZipEntry::getName).filter(each -> each.endsWith(".class"))
                        .forEach(each -> words.addAll(of(each)));
            }
        }
        checks.stream().map(Check::id).forEach(words::add);
        return new JavaWords(words);
    }

    /** Of a public class of a library: its name, and those of its methods. */
    private static List<String> of(String file) {
        try {
            String name = file.replaceAll("\\.class$", "").replace('/', '.');
            Class<?> type = Class.forName(name, false, JavaWords.class.getClassLoader());
            return !Modifier.isPublic(type.getModifiers()) ? List.of()
                    : Stream.concat(Stream.of(type.getSimpleName()), Stream.of(type.getMethods()).map(Method::getName)).toList();
        } catch (ClassNotFoundException | LinkageError e) {
            // It is about a library that the course does not use.
            return List.of();
        }
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
