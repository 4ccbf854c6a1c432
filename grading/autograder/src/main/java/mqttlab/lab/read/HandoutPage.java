package mqttlab.lab.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;

/**
 * Makes a page of an AsciiDoc file; the main class of a JVM of its own. Asciidoctor and its Ruby are 40 MB of jars, which the
 * course tool would have to look into whenever it starts.
 */
public final class HandoutPage {

    /** Links of a handout are relative to it, and the page is somewhere else; what they lead to need not exist. */
    private static final Pattern RELATIVE_LINK = Pattern.compile("(<a [^>]*?href=\")(?![a-z]+:|#)([^\"]+)\"");

    private HandoutPage() {
    }

    /** @param args the AsciiDoc file, and the file of the page */
    public static void main(String[] args) throws IOException {
        Path source = Path.of(args[0]).toAbsolutePath();
        Path page = Path.of(args[1]).toAbsolutePath();
        Files.createDirectories(page.getParent());
        Path draft = Files.createTempFile(page.getParent(), "page", ".html");
        try (Asciidoctor asciidoctor = Asciidoctor.Factory.create()) {
            Files.writeString(draft, html(asciidoctor, source));
        }
        Files.move(draft, page, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Well-formed XML, so that it can be read again; with the style sheet in it, and without fonts from elsewhere. */
    static String html(Asciidoctor asciidoctor, Path source) throws IOException {
        Attributes attributes = Attributes.builder().attribute("webfonts!", "").attribute("nofooter", "").build();
        Options options = Options.builder().backend("xhtml5").standalone(true).safe(SafeMode.SAFE)
                .baseDir(source.getParent().toFile()).attributes(attributes).build();
        String html = asciidoctor.convert(Files.readString(source, StandardCharsets.UTF_8), options);
        return withAbsoluteLinks(html, source.getParent());
    }

    private static String withAbsoluteLinks(String html, Path folder) {
        return RELATIVE_LINK.matcher(html).replaceAll(link -> Matcher.quoteReplacement(
                link.group(1) + folder.toUri() + link.group(2) + "\""));
    }
}
