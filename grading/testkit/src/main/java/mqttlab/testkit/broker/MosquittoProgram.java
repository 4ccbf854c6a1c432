package mqttlab.testkit.broker;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code mosquitto} of this machine. */
public record MosquittoProgram(Path file) {

    // Debian and Homebrew put it where a user's PATH often does not lead.
    private static final String[] ELSEWHERE = {"/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/sbin",
        "/opt/homebrew/bin", "C:\\Program Files\\mosquitto"};
    private static final Pattern VERSION = Pattern.compile("mosquitto version (\\S+)");

    public static Optional<MosquittoProgram> find() {
        return find(Optional.ofNullable(System.getenv("PATH")).orElse(""), ELSEWHERE);
    }

    static Optional<MosquittoProgram> find(String path, String... elsewhere) {
        return Stream.concat(Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(path), Stream.of(elsewhere))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(new File(folder, "mosquitto"), new File(folder, "mosquitto.exe")))
                .map(File::toPath)
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(MosquittoProgram::new)
                .findFirst();
    }

    public static Availability availability() {
        Optional<MosquittoProgram> program = find();
        if (program.isEmpty()) {
            return Availability.missing(BrokerKind.PROCESS, "no mosquitto on the PATH", howToInstall());
        }
        return program.get().version()
                .map(version -> Availability.found(BrokerKind.PROCESS,
                        "Mosquitto " + version + " (" + program.get().file + ")"))
                .orElseGet(() -> Availability.missing(BrokerKind.PROCESS,
                        program.get().file + " does not say its version", "Reinstall Mosquitto."));
    }

    /** What {@code mosquitto -h} says; empty when it does not run. */
    private Optional<String> version() {
        try {
            Process process = new ProcessBuilder(file.toString(), "-h").redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(5, TimeUnit.SECONDS);
            Matcher matcher = VERSION.matcher(said);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String howToInstall() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            return "Install it with: brew install mosquitto";
        }
        if (os.startsWith("windows")) {
            return "Install it from https://mosquitto.org/download/";
        }
        return "Install it with your package manager, for example: sudo apt install mosquitto";
    }
}
