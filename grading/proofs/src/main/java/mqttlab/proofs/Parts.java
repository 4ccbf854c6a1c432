package mqttlab.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What a verdict depends on, part by part and each by its name. The order counts. Where the checkout lies does not. */
public final class Parts {

    private final MessageDigest digest = sha256();

    /** Of what: keys of different kinds of verdicts never meet. */
    public Parts(String kind) {
        text("kind", kind);
    }

    public Parts text(String name, String value) {
        add(name.getBytes(UTF_8));
        add(value.getBytes(UTF_8));
        return this;
    }

    /** A file, or a folder with everything in it. That there is none is something to depend on, too. */
    public Parts files(String name, Path fileOrFolder) {
        try (Stream<Path> found = Files.exists(fileOrFolder) ? Files.walk(fileOrFolder) : Stream.empty()) {
            return files(name, fileOrFolder, found.filter(Files::isRegularFile).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some of the files in a folder. */
    public Parts files(String name, Path folder, Collection<Path> files) {
        text(name, Integer.toString(files.size()));
        for (Path file : files) {
            add(folder.relativize(file).toString().replace('\\', '/').getBytes(UTF_8));
            addContent(file);
        }
        return this;
    }

    /** By the content of its jars and folders, wherever they lie. */
    public Parts classPath(String name, String classPath) {
        List<String> hashes = ClassPath.hashes(classPath);
        return text(name, String.join("\n", hashes));
    }

    /** The JDK, the operating system, the programs and brokers that are here, and the settings of this project. */
    public Parts machine() {
        return text("machine", Machine.description());
    }

    public Key key() {
        try {
            return new Key(HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest()));
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private void addContent(Path file) {
        try {
            boolean there = Files.isRegularFile(file);
            add((there ? Files.isExecutable(file) ? "program" : "file" : "gone").getBytes(UTF_8));
            add(there ? Files.readAllBytes(file) : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With its length, so that "ab", "c" is not "a", "bc". */
    private void add(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
