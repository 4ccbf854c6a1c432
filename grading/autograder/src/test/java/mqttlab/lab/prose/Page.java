package mqttlab.lab.prose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import org.asciidoctor.ast.Document;

/**
 * An AsciiDoc file of the checkout.
 *
 * @param html       its content
 * @param snippets   its listings and literal blocks, in their order
 * @param complaints what Asciidoctor has to say against it
 */
record Page(Path root, Path file, String html, List<Snippet> snippets, List<String> complaints) {

    private static final List<LabDefinition> LABS = Checkout.at(ThisCheckout.root()).all();

    static Page of(Path root, Path file, Document document, List<String> complaints) {
        Page page = new Page(root, file, document.convert(), new ArrayList<>(), complaints);
        new SnippetReader(page).read(document);
        return page;
    }

    /** As a person who stands in the checkout would write it. */
    String name() {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** The id of the lab or stage that it is the handout of. */
    Optional<String> lab() {
        return LABS.stream().filter(each -> each.handout().equals(name())).map(LabDefinition::id).findFirst();
    }

    /** The lab or stage of an id. */
    static LabDefinition lab(String id) {
        return LABS.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    /** What is in monospace in its sentences and tables. */
    List<String> monospace() {
        return found("<code>(.*?)</code>");
    }

    List<String> links() {
        return found("<a href=\"(.*?)\"");
    }

    private List<String> found(String pattern) {
        return found(pattern, html).map(Page::plain).distinct().toList();
    }

    private static Stream<String> found(String pattern, String html) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(html).results().map(each -> each.group(1));
    }

    private static String plain(String html) {
        String text = Pattern.compile("&#(\\d+);").matcher(html.replaceAll("<[^>]*>", ""))
                .replaceAll(each -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(each.group(1)))));
        return text.replace("\u200b", "").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }

    @Override
    public String toString() {
        return name();
    }
}
