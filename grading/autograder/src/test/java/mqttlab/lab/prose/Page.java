package mqttlab.lab.prose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;

/**
 * An AsciiDoc file of the checkout.
 *
 * @param complaints what Asciidoctor has to say against it
 */
record Page(Path root, Path file, Document document, String html, List<String> complaints) {

    private static final Pattern TASK = Pattern.compile("Task (\\d+).*");
    private static final Pattern LAB = Pattern.compile("labs/((\\d\\d)-[^/]+)/.*");

    /** As a person who stands in the checkout would write it. */
    String name() {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** The number of the lab that this is the handout of. */
    Optional<String> lab() {
        Matcher lab = LAB.matcher(name());
        return lab.matches() ? Optional.of(lab.group(2)) : Optional.empty();
    }

    /** Its listings and literal blocks, in their order. */
    List<Snippet> snippets() {
        List<Snippet> found = new ArrayList<>();
        collect(document, "", found);
        return found;
    }

    private void collect(StructuralNode node, String section, List<Snippet> found) {
        int tasks = found.isEmpty() ? 0 : found.getLast().tasks();
        for (StructuralNode each : node.getBlocks()) {
            if (each instanceof Section inner) {
                collect(inner, inner.getTitle(), found);
            } else if (each instanceof Block block && (block.getContext().equals("listing") || block.getContext().equals("literal"))) {
                found.add(snippet(block, section, Math.max(tasks, taskOf(section))));
            } else {
                collect(each, section, found);
            }
            tasks = found.isEmpty() ? tasks : found.getLast().tasks();
        }
    }

    private Snippet snippet(Block block, String section, int tasks) {
        Map<String, Object> attributes = block.getAttributes();
        int status = Integer.parseInt(attributes.getOrDefault("status", "0").toString());
        return new Snippet(this, block.getSourceLocation().getLineNumber(), section, tasks,
                String.valueOf(attributes.getOrDefault("language", "")), List.copyOf(block.getRoles()), status, block.getSource());
    }

    private static int taskOf(String section) {
        Matcher task = TASK.matcher(section);
        return task.matches() ? Integer.parseInt(task.group(1)) : 0;
    }

    /** What is in monospace in its sentences and tables. */
    List<String> monospace() {
        return found("<code>(.*?)</code>");
    }

    List<String> links() {
        return found("<a href=\"(.*?)\"");
    }

    private List<String> found(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(html).results().map(each -> plain(each.group(1))).distinct().toList();
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
