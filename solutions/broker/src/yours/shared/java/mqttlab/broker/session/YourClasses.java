package mqttlab.broker.session;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** A student's classes, in the folder that {@value #FOLDER} names. They have the names of the course's, and see none of those. */
final class YourClasses {

    private static final String FOLDER = "lab.yours";

    /** Knows the contracts and the JDK. */
    private static final class Contracts extends ClassLoader {

        Contracts() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith("mqttlab.contracts.")) {
                throw new ClassNotFoundException(name);
            }
            return Class.forName(name, false, YourClasses.class.getClassLoader());
        }
    }

    private static final ClassLoader CLASSES = new URLClassLoader(new URL[] {folder()}, new Contracts());

    private YourClasses() {
    }

    static <T> T make(Class<T> contract) {
        String name = contract.getSimpleName();
        try {
            return ServiceLoader.load(contract, CLASSES).findFirst()
                    .orElseThrow(() -> new IllegalStateException("the service file names no class that is a " + name));
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException("your " + name + " cannot be made: " + e.getMessage()
                    + (e.getCause() == null ? "" : ": " + e.getCause() + place(e.getCause())), e);
        }
    }

    /** Where in the student's classes it comes from. */
    static String place(Throwable thrown) {
        return Stream.of(thrown.getStackTrace()).filter(frame -> frame.getClassName().startsWith("mqttlab."))
                .findFirst().map(frame -> " (%s:%d)".formatted(frame.getFileName(), frame.getLineNumber())).orElse("");
    }

    private static URL folder() {
        try {
            return Path.of(System.getProperty(FOLDER)).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the property " + FOLDER + " names no folder", e);
        }
    }
}
