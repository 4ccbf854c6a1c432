package mqttlab.lab.author;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import mqttlab.lab.Main;
import mqttlab.lab.Ran;
import mqttlab.lab.ThisCheckout;

/** A copy of this checkout, for an author to add to. The tool that works on it is the one that has just been built. */
record ScratchCourse(Path root) {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** Of what git knows, or would know after {@code git add}. */
    static ScratchCourse copy(Path root) throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .directory(ThisCheckout.root().toFile()).start();
        String files = new String(git.getInputStream().readAllBytes(), UTF_8);
        assertThat(git.waitFor()).as("git ls-files").isZero();
        for (String file : files.split("\0")) {
            if (Files.exists(ThisCheckout.root().resolve(file))) {
                Files.createDirectories(root.resolve(file).getParent());
                Files.copy(ThisCheckout.root().resolve(file), root.resolve(file));
            }
        }
        return new ScratchCourse(root);
    }

    /** Adds files that are not there yet. */
    void add(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            assertThat(root.resolve(file.getKey())).doesNotExist();
            write(file.getKey(), file.getValue());
        }
    }

    void addModule(String pom, String module) throws IOException {
        write(pom, read(pom).replaceFirst("\n  </modules>", "\n    <module>" + module + "</module>$0"));
    }

    void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    /** Which files of this checkout are not the same in the copy; those that a build makes do not count. */
    List<String> changed() throws IOException {
        List<String> changed = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> Files.isRegularFile(each) && !each.toString().contains("target")).toList()) {
                Path original = ThisCheckout.root().resolve(root.relativize(file).toString());
                if (Files.exists(original) && Files.mismatch(original, file) >= 0) {
                    changed.add(root.relativize(file).toString());
                }
            }
        }
        return changed.stream().sorted().toList();
    }

    /** As Maven would: the contracts, and of the suites what is new. */
    void compile(List<String> suites) throws IOException {
        try (Stream<Path> contracts = Files.walk(root.resolve("labs/contracts/src/main/java"))) {
            compile(contracts.filter(each -> each.toString().endsWith(".java")).toList(), contracts());
        }
        compile(suites.stream().map(root::resolve).toList(), suites());
    }

    private void compile(List<Path> sources, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-parameters", "-proc:none", "-cp", classPath(), "-d",
                Files.createDirectories(classes).toString()));
        sources.forEach(each -> arguments.add(each.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new))).isZero();
    }

    private Path contracts() {
        return root.resolve("labs/contracts/target/classes");
    }

    private Path suites() {
        return root.resolve("grading/suites/target/classes");
    }

    private String classPath() {
        return String.join(File.pathSeparator, contracts().toString(), suites().toString(), CLASS_PATH);
    }

    Ran lab(String... arguments) throws IOException, InterruptedException {
        return java(Main.class, arguments);
    }

    Ran tests(Class<?>... classes) throws IOException, InterruptedException {
        return java(Tests.class, Stream.of(classes).map(Class::getName).toArray(String[]::new));
    }

    private Ran java(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dlab.home=" + root, "-Dstdout.encoding=UTF-8",
                "-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("lab-author-", ".err");
        try {
            Process process = new ProcessBuilder(command).directory(root.toFile()).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ran(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }
}
