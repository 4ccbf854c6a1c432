package mqttlab.broker.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import mqttlab.broker.file.BadFile;

/** One block of a PEM file (RFC 7468): what it says it is, such as {@code CERTIFICATE}, and its content in Base64. */
record Pem(Path file, String label, String base64) {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** All blocks of the file; what stands between them is a comment. */
    static List<Pem> read(Path file) {
        try {
            // Comments may be in any encoding; the blocks are ASCII.
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return BLOCK.matcher(text).results().map(block -> new Pem(file, block.group(1), block.group(2))).toList();
        } catch (IOException e) {
            throw BadFile.unreadable(file, e);
        }
    }

    byte[] der() {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new BadFile(file, "should have nothing but Base64 between BEGIN and END");
        }
    }

    /** Not the content: it may be a key. */
    @Override
    public String toString() {
        return file + ": " + label;
    }
}
