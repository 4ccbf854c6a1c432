package mqttlab.lab.prose;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.compile.Project;
import mqttlab.lab.compile.Source;
import mqttlab.lab.compile.StudentCompiler;

/** What a piece of Java code on a page may be. */
enum Shape {

    /** One or several whole types, with their imports. */
    FILE("%s"),

    /** Fields and methods of a class that has an MQTT client and a socket, and the imports that lab code usually has. */
    MEMBERS("%s"),

    /** Statements of a method of such a class. */
    STATEMENTS("void fragment() throws Exception {\n%s\n}");

    private static final String CLASS = """
            import static java.nio.charset.StandardCharsets.UTF_8;
            import java.io.*;
            import java.net.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.eclipse.paho.client.mqttv3.*;
            %s
            abstract class Fragment {
                MqttClient client;
                MqttConnectOptions options;
                Socket socket;
                InputStream in;
                OutputStream out;
                %s
            }
            """;

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
        String contracts = snippet.lab()
                .map(id -> "import mqttlab.contracts.%s.*;".formatted(snippet.stage().isPresent() ? "broker" : "lab" + id)).orElse("");
        return this == FILE ? code : CLASS.formatted(contracts, code);
    }

    /** A handout is for code that has the student's libraries; the other pages are for the authors of checks. */
    private static List<Path> libraries(Snippet snippet) {
        return snippet.lab().isPresent()
                ? Project.libraries()
                : Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
    }
}
