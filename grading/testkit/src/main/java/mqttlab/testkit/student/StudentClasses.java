package mqttlab.testkit.student;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.ServiceLoader;
import mqttlab.testkit.InfrastructureException;

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
        Iterator<T> found = ServiceLoader.load(contract, students).iterator();
        if (!found.hasNext()) {
            throw new InfrastructureException("the lab names no class for " + contract.getSimpleName()
                    + ": META-INF/services/" + contract.getName() + " is missing");
        }
        return found.next();
    }
}
