package mqttlab.proofs.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mqttlab.proofs.junit.sample.Sample;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each run is a JVM of its own, with a checkout and a store of its own. */
@DisplayName("A test class that is marked ProvedOnce")
@ProvedOnce(reads = {})
class ProvedOnceTest {

    private static final String SAMPLE = Sample.class.getName();

    @TempDir
    private static Path shared;
    /** One sample in ten is proved again today, whatever the store says: another one, then. */
    private static String notToday;

    @TempDir
    private Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> properties = new ArrayList<>();

    @BeforeAll
    static void prove(@TempDir Path somewhere) throws Exception {
        ProvedOnceTest sample = new ProvedOnceTest();
        sample.folder = somewhere;
        int tenth = 0;
        do {
            notToday = "-Dlab.tenth=" + tenth++;
            sample.checkout();
            sample.run(SAMPLE);
        } while (sample.run(SAMPLE));
    }

    @BeforeEach
    void checkout() throws Exception {
        Path labs = Files.createDirectories(folder.resolve("checkout/labs"));
        Files.writeString(labs.resolve("A.java"), "class A {}");
        Files.writeString(labs.resolve("README.adoc"), "= A lab");
        Path checkout = labs.getParent();
        assumeTrue(new ProcessBuilder("git", "init", "-q").directory(checkout.toFile()).start().waitFor() == 0,
                "there is no git here");
        environment.put("LAB_PROOFS", shared.toString());
        properties.clear();
        properties.addAll(List.of("-Dproofs.notes=" + folder, "-Dproofs.build=notes", "-Dproofs.checkout=" + checkout, notToday));
    }

    @Test
    @DisplayName("is not run again after it was green, and the notes say so")
    void green() throws Exception {
        assertThat(run(SAMPLE)).isFalse();
        assertThat(notes()).containsExactly("KNOWN\ttest classes\t" + SAMPLE);
    }

    @Test
    @DisplayName("is run again when a file has changed that it reads, and not for one that it does not read")
    void files() throws Exception {
        Files.writeString(folder.resolve("checkout/labs/README.adoc"), "= The same lab");
        assertThat(run(SAMPLE)).isFalse();
        Files.writeString(folder.resolve("checkout/labs/A.java"), "class B {}");
        assertThat(run(SAMPLE)).isTrue();
    }

    @Test
    @DisplayName("is run again on another class path, and with another setting of the course")
    void classPathAndSettings() throws Exception {
        environment.put("LAB_BROKER", "a-third-kind");
        assertThat(run(SAMPLE)).isTrue();
        environment.remove("LAB_BROKER");
        Path more = Files.createDirectory(folder.resolve("more"));
        Files.writeString(more.resolve("B.class"), "");
        properties.add("-Dproofs.more=" + more);
        assertThat(run(SAMPLE)).isTrue();
    }

    @Test
    @DisplayName("is run each time where it fails deep down, or where something of it could not be run, and is not called proved")
    void notGreen() throws Exception {
        Files.writeString(folder.resolve("checkout/labs/A.java"), "class C {}");
        for (String wanted : List.of("red", "aborted", "red")) {
            environment.put("SAMPLE", wanted);
            assertThat(run(SAMPLE)).isTrue();
        }
        environment.remove("SAMPLE");
        assertThat(run(SAMPLE)).isTrue();
        assertThat(notes())
                .contains("NOT_RUN\tthere is no wish here\tA sample, deep down, and found out while it runs, may be aborted")
                .doesNotContain("KNOWN\ttest classes\t" + SAMPLE).containsOnlyOnce("PROVED\ttest classes\t" + SAMPLE);
    }

    @Test
    @DisplayName("of which one method was run is not proved")
    void oneMethod() throws Exception {
        Files.writeString(folder.resolve("checkout/labs/A.java"), "class D {}");
        assertThat(run(SAMPLE + "#green")).isTrue();
        assertThat(run(SAMPLE)).isTrue();
    }

    @Test
    @DisplayName("is run where somebody asks for it, and where the store is off")
    void asked() throws Exception {
        properties.add("-Dtest=Sample");
        assertThat(run(SAMPLE)).isTrue();
        properties.removeLast();
        environment.put("LAB_PROOFS", "off");
        assertThat(run(SAMPLE)).isTrue();
    }

    @Test
    @DisplayName("is run where git cannot say what it reads, and the notes say why")
    void noGit() throws Exception {
        Files.move(folder.resolve("checkout/labs"), folder.resolve("checkout/laps"));
        assertThat(run(SAMPLE)).isTrue();
        assertThat(run(SAMPLE)).isTrue();
        assertThat(notes()).anyMatch(
                each -> each.startsWith("PROBLEM\t\t" + SAMPLE + " is never answered by the store: git does not list labs"));
    }

    /** Whether it was run. */
    private boolean run(String what) throws IOException, InterruptedException {
        String more = properties.stream().filter(each -> each.startsWith("-Dproofs.more="))
                .map(each -> ":" + each.split("=")[1]).findFirst().orElse("");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path") + more));
        command.addAll(properties);
        command.addAll(List.of(RunOne.class.getName(), what));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(each -> each.startsWith("LAB_"));
        builder.environment().putAll(environment);
        Process jvm = builder.start();
        String printed = new String(jvm.getInputStream().readAllBytes(), UTF_8);
        assertThat(jvm.waitFor()).as(printed).isZero();
        return printed.contains("ran");
    }

    private List<String> notes() throws IOException {
        return Files.readAllLines(folder.resolve("notes.txt"));
    }
}
