package mqttlab.testkit.student;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.failure.FailureKind;

/** A student's compiled classes in the student's JVM. They can be forgotten, statics and all, and loaded anew. */
final class StudentClasses {

    private final Path folder;
    private volatile ClassLoader loader;

    StudentClasses(Path folder) {
        this.folder = folder;
        forget();
    }

    void forget() {
        // The folder may still be made while this JVM starts. Without the slash at its end it would be taken for a jar.
        String folderUri = folder.toUri().toString();
        try {
            URL url = URI.create(folderUri.endsWith("/") ? folderUri : folderUri + "/").toURL();
            loader = new URLClassLoader("student", new URL[] {url}, StudentClasses.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    /** Whether a class is the student's. */
    boolean own(String className) {
        return Files.exists(folder.resolve(className.replace('.', '/') + ".class"));
    }

    <T> T create(Class<T> contract) {
        return create(contract, loader);
    }

    /** A contract by its name; it is on the class path of both sides. */
    static Class<?> contract(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new InfrastructureException("the contract " + name + " is not on the class path", e);
        }
    }

    /** A new object of the class that the student's {@code META-INF/services} name for the contract. */
    static <T> T create(Class<T> contract, ClassLoader students) {
        try {
            return contract.cast(loadable(contract, students).getConstructor().newInstance());
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case Throwable thrown -> throw new IllegalStateException("the constructor threw", thrown);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("it has been seen that there is a constructor", e);
        }
    }

    /** What ServiceLoader does, too, but says in words for those who know it. */
    private static Class<?> loadable(Class<?> contract, ClassLoader students) {
        String file = "META-INF/services/" + contract.getName();
        String name = named(file, students);
        Class<?> type = load(file, name, students);
        if (!contract.isAssignableFrom(type)) {
            throw new Unloadable(FailureKind.WRONG_CLASS, "%s names %s, which does not implement %s".formatted(file, name,
                    contract.getName()));
        }
        boolean constructible = Modifier.isPublic(type.getModifiers()) && !Modifier.isAbstract(type.getModifiers())
                && Stream.of(type.getConstructors()).anyMatch(each -> each.getParameterCount() == 0);
        if (!constructible) {
            throw new Unloadable(FailureKind.NO_CONSTRUCTOR, "no object of %s can be made: it is not public, or is abstract, or "
                    .formatted(name) + "has no public constructor without parameters");
        }
        return type;
    }

    /** The first line that is not a comment. */
    private static String named(String file, ClassLoader students) {
        try (InputStream in = students.getResourceAsStream(file)) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(line -> line.replaceFirst("#.*", "").replace("\uFEFF", "").strip())
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new Unloadable(FailureKind.NO_SERVICE, "src/main/resources/%s %s".formatted(file,
                            in == null ? "is missing" : "names no class")));
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Class<?> load(String file, String name, ClassLoader students) {
        try {
            return Class.forName(name, false, students);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new Unloadable(FailureKind.NO_SUCH_CLASS, "%s names %s, and there is no such class".formatted(file, name));
        }
    }
}
