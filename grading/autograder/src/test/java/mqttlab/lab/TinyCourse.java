package mqttlab.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.lab.checkout.Manifest;
import mqttlab.lab.checkout.Track;

/** A course with one lab of one class, for tests to spoil. */
public record TinyCourse(Path root) {

    public static final String LAB = "labs/01-hello/";
    public static final String SOLUTION = "solutions/01-hello/";
    public static final String HELLO = "src/main/java/hello/Hello.java";

    public TinyCourse {
        write(root, LAB + "lab.yaml", """
                title: Hello
                kind: client
                build: a greeting
                learn: manners
                minutes: 5
                suite: hello.suites
                main: hello.Hello
                editable:
                  - src/main/java/**
                starter: 0
                """);
        write(root, SOLUTION + HELLO, """
                package hello;

                public final class Hello {
                    public static void main(String[] arguments) {
                        // lab:task 1 Say hello
                        System.out.println("hello");
                        // lab:end
                    }
                }
                """);
    }

    /** A lab or stage that is nowhere. */
    public static LabDefinition definition(Track track, String slug, Kind kind, String title) {
        return new LabDefinition(track, slug, Path.of("nowhere"), new Manifest(title, kind, "b", "l", 5, List.of(), "s", "m",
                List.of(), List.of("x"), List.of(), 0, Optional.empty(), Optional.empty()));
    }

    public TinyCourse write(String file, String text) {
        write(root, file, text);
        return this;
    }

    private static void write(Path root, String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String file) {
        return Files.exists(root.resolve(file));
    }

    public LabDefinition only() {
        return Checkout.at(root).lab("01");
    }

    /** Runs the tool on it. */
    public Ran lab(String... arguments) {
        return Ran.lab(root.toString(), arguments);
    }
}
