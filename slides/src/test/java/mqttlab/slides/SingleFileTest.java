package mqttlab.slides;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import mqttlab.testkit.InfrastructureException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A deck in a single file")
class SingleFileTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("has its style sheets in it, with those that they import and their fonts")
    void styles() throws IOException {
        write("lib/font.css", "@font-face { src: url(./a.woff2) format('woff2'), url('data:x') }");
        write("lib/a.woff2", "a font");
        write("theme/deck.css", "@import url(\"../lib/font.css\");\nh2 { color: red }");

        assertThat(single("<link rel=\"stylesheet\" href=\"../theme/deck.css\">"))
                .contains("<style>@font-face { src: url(" + data("application/octet-stream", "a font")
                        + ") format('woff2'), url(data:x) }\nh2 { color: red }</style>")
                .doesNotContain("<link");
    }

    @Test
    @DisplayName("has its pictures and programs in it, also those that come later")
    void sources() throws IOException {
        write("images/a.svg", "<svg/>");
        write("lib/reveal.js", "'</script><!--'");
        write("lib/notes.js", "notes");

        assertThat(single("<img src=\"../images/a.svg\" alt=\"a\"><script src=\"../lib/reveal.js\"></script>"
                + "<script>[{ src: '../lib/notes.js', async: true }]; if (1 < 2) '&amp;'</script>"))
                .contains("<img src=\"" + data("image/svg+xml", "<svg/>") + "\" alt=\"a\">",
                        "<script src=\"" + data("text/javascript", "'</script><!--'") + "\"></script>",
                        "<script>[{ src: '" + data("text/javascript", "notes")
                                + "', async: true }]; if (1 < 2) '&amp;'</script>");
    }

    @Test
    @DisplayName("lacks only a style sheet that is nowhere")
    void missing() throws IOException {
        assertThat(single("<link rel=\"stylesheet\" href=\"./icons.css\">")).doesNotContain("icons");
        assertThatThrownBy(() -> single("<img src=\"../images/gone.svg\">")).isInstanceOf(InfrastructureException.class)
                .hasMessageStartingWith("cannot read " + folder.resolve("images/gone.svg") + ", which the deck shows");
    }

    @Test
    @DisplayName("cannot be made where the network would be needed")
    void network() {
        assertThatThrownBy(() -> single("<script src=\"https://cdn.jsdelivr.net/npm/reveal.js\"></script>"))
                .isInstanceOf(InfrastructureException.class).hasMessageContaining("https://cdn.jsdelivr.net/npm/reveal.js")
                .hasMessageContaining("npm");
    }

    private String single(String html) throws IOException {
        write("en/deck.html", "<!DOCTYPE html><html><head></head><body>" + html + "</body></html>");
        return SingleFile.of(folder.resolve("en/deck.html"));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private static String data(String type, String text) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
