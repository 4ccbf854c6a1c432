package mqttlab.testkit.student;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.sandbox.Sandbox;

/**
 * A run of a student's JVM before anybody's code is in it, for the archive of loaded classes (class data sharing) with which all
 * later ones with the same libraries start in a third of the time. The archive lies beside this class's jar, and is good at that
 * place only. Where there is no jar, in an IDE, there is none, and all works without.
 */
public final class Rehearsal {

    private static final String LIBRARIES = "lab.rehearsal";

    private Rehearsal() {
    }

    /** Makes the archive. Whatever goes wrong, student JVMs start without it. */
    public static void hold(List<Path> libraries) {
        Path draft = archive(libraries).resolveSibling("student-" + ProcessHandle.current().pid() + ".draft");
        try (StudentProcess rehearsal = StudentProcess.start(draft.getParent(), libraries,
                List.of("-XX:ArchiveClassesAtExit=" + draft, "-D" + LIBRARIES + "="
                        + libraries.stream().map(Path::toString).collect(Collectors.joining("\n"))),
                Sandbox.NONE, Optional.empty())) {
            StudentJvm jvm = new StudentJvm(rehearsal, new Making(), (ended, again) -> { });
            try {
                jvm.create(Rehearsal.class);
            } catch (StudentFault expected) {
                // There is no student's class for this, and the answer that says so is the traffic that was wanted.
            }
            rehearsal.socket().shutdownOutput();
            rehearsal.process().onExit().join();
            Files.move(draft, archive(libraries), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | InfrastructureException e) {
            draft.toFile().delete();
        }
    }

    /** What a student's JVM is started with so that it uses the archive; one that does not fit is ignored by the JVM. */
    static List<String> options(List<Path> libraries) {
        return Files.exists(archive(libraries))
                ? List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive(libraries), "-Xlog:disable")
                : List.of();
    }

    /** Where it lies, if it has been made. */
    static Path archive(List<Path> libraries) {
        Path own = Jars.of(StudentHost.class);
        int place = List.of(own, libraries, System.getProperty("java.home")).hashCode();
        return own.resolveSibling("student-%s-%08x.jsa".formatted(Runtime.version(), place));
    }

    static boolean isGoingOn() {
        return System.getProperty(LIBRARIES) != null;
    }

    /** In a rehearsal: loads every class of the libraries. */
    static void loadWhatIsAskedFor() throws IOException {
        if (isGoingOn()) {
            for (String library : System.getProperty(LIBRARIES).split("\n")) {
                try (JarFile jar = new JarFile(library)) {
                    jar.stream().map(Object::toString).filter(name -> name.endsWith(".class")).forEach(Rehearsal::load);
                }
            }
        }
    }

    private static void load(String file) {
        try {
            Class.forName(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException | LinkageError e) {
            // It needs a library that the course does not use.
        }
    }
}
