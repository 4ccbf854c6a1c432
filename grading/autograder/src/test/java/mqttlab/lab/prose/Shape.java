package mqttlab.lab.prose;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.compile.Project;
import mqttlab.lab.compile.Source;
import mqttlab.lab.compile.StudentCompiler;
import org.eclipse.paho.client.mqttv3.MqttClient;

/** What a piece of Java code on a page may be. */
enum Shape {

    /** One or several whole types, with their imports. */
    FILE("%s"),

    /**
     * Fields and methods of a class that has an MQTT client, where the lab has one, a socket, and the imports that lab
     * code usually has.
     */
    MEMBERS("%s"),

    /** Statements of a method of such a class. */
    STATEMENTS("void fragment() throws Exception {\n%s\n}");

    private static final String CLASS = """
            import static java.nio.charset.StandardCharsets.UTF_8;
            import java.io.*;
            import java.net.*;
            import java.util.*;
            import java.util.concurrent.*;
            %s
            abstract class Fragment {
                %s
                Socket socket;
                InputStream in;
                OutputStream out;
                %s
            }
            """;

    private static final String CLIENT = "MqttClient client; MqttConnectOptions options;";
    private static final Pattern CONTRACT = Pattern.compile("(import mqttlab\\.contracts\\.\\w+\\.)\\w+;");

    private final String frame;

    Shape(String frame) {
        this.frame = frame;
    }

    /** What the compiler has against it. */
    List<Problem> compile(Snippet snippet, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("Fragment.java"), text(snippet));
        Path classes = Files.createTempDirectory(folder, "classes");
        return new StudentCompiler(libraries(snippet)).compile(List.of(new Source(snippet.where(), file)), classes)
                .problems();
    }

    private String text(Snippet snippet) {
        String code = frame.formatted(snippet.text());
        return this == FILE ? code : CLASS.formatted(imports(snippet), hasPaho(snippet) ? CLIENT : "", code);
    }

    private static boolean hasPaho(Snippet snippet) {
        return snippet.lab().map(Page::lab)
                .filter(each -> !each.manifest().libraries().contains(MqttClient.class.getName())).isEmpty();
    }

    /** Of Paho, and of the contracts that the lab's own code imports. */
    private static String imports(Snippet snippet) {
        String paho = hasPaho(snippet) ? "import org.eclipse.paho.client.mqttv3.*;\n" : "";
        return paho + snippet.lab().map(id -> new Project(Page.lab(id).folder(), List.of()).sources().stream().map(Source::file)
                .flatMap(file -> CONTRACT.matcher(read(file)).results()).map(each -> each.group(1) + "*;")
                .distinct().collect(Collectors.joining("\n"))).orElse("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A handout is for code that has the student's libraries; the other pages are for the authors of checks. */
    private static List<Path> libraries(Snippet snippet) {
        return snippet.lab().isPresent()
                ? Page.lab(snippet.lab().get()).libraries()
                : Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
    }
}
