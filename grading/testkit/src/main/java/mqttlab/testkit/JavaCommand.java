package mqttlab.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How each JVM of the course is started: in English, with UTF-8. Where the system's language writes other digits, {@code %d}
 * would put them into addresses; where it has no UTF-8, accents would be lost. No mark may depend on that. The launcher starts
 * the tool itself with the same settings.
 */
public final class JavaCommand {

    private static final Locale LANGUAGE = Locale.US;
    private static final List<String> SETTINGS = List.of("-Duser.language=" + LANGUAGE.getLanguage(),
            "-Duser.country=" + LANGUAGE.getCountry(), "-Duser.script=", "-Duser.variant=", "-Duser.extensions=",
            "-Dfile.encoding=UTF-8");
    private static final List<String> OPTIONS_FROM_OUTSIDE = List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    /** The first that is set counts. */
    private static final List<String> LOCALE = List.of("LC_ALL", "LC_CTYPE", "LANG");
    private static final Set<String> NEEDED_ON_WINDOWS = Set.of("SYSTEMROOT", "TEMP", "TMP");

    private JavaCommand() {
    }

    /** The beginning of a command: the JVM that this one is, with the course's settings. */
    public static List<String> start() {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(SETTINGS);
        return command;
    }

    /** The beginning of a command whose output is read by us, and not by a terminal. */
    public static List<String> startPiped() {
        List<String> command = start();
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        return command;
    }

    /** The same, for code that is judged: another student's, which has survived, can attach nothing to it. */
    public static List<String> startJudged() {
        List<String> command = startPiped();
        command.add("-XX:+DisableAttachMechanism");
        return command;
    }

    /** Takes away what would be added to the options of any JVM, and announced in its output: what is judged is judged alike. */
    public static void judgeAlike(Map<String, String> environment) {
        OPTIONS_FROM_OUTSIDE.forEach(environment::remove);
    }

    /**
     * Takes away all but what a JVM cannot do without: its own folders on Windows, and elsewhere the charset of file names.
     * What is judged neither depends on this machine's variables nor can read them.
     */
    public static void isolate(Map<String, String> environment) {
        Optional<String> locale = LOCALE.stream().map(environment::get)
                .filter(each -> each != null && !each.isEmpty()).findFirst();
        environment.keySet().removeIf(name -> !NEEDED_ON_WINDOWS.contains(name.toUpperCase(Locale.ROOT)));
        locale.ifPresent(each -> environment.put(LOCALE.getFirst(), each));
    }

    /** For this JVM, which an IDE may have started, or whose settings a variable may have changed. */
    public static void settle() {
        Locale.setDefault(LANGUAGE);
    }
}
