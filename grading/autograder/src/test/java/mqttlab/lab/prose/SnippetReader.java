package mqttlab.lab.prose;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;

/** Walks through a page in its order, as its reader does. */
final class SnippetReader {

    private static final Pattern TASK = Pattern.compile("Task (\\d+).*");

    private final Page page;
    private int tasks;

    SnippetReader(Page page) {
        this.page = page;
    }

    void read(Document document) {
        read(document, "");
    }

    private void read(StructuralNode node, String section) {
        for (StructuralNode each : node.getBlocks()) {
            if (each instanceof Section inner) {
                Matcher task = TASK.matcher(inner.getTitle());
                tasks = task.matches() ? Integer.parseInt(task.group(1)) : tasks;
                read(inner, inner.getTitle());
            } else if (each instanceof Block block && List.of("listing", "literal").contains(block.getContext())) {
                page.snippets().add(snippet(block, section));
            } else if (each.getBlocks() != null) {
                read(each, section);
            }
        }
    }

    private Snippet snippet(Block block, String section) {
        Map<String, Object> attributes = block.getAttributes();
        int status = Integer.parseInt(attributes.getOrDefault("status", "0").toString());
        return new Snippet(page.name(), page.lab(), block.getSourceLocation().getLineNumber(), section, tasks,
                String.valueOf(attributes.getOrDefault("language", "")), List.copyOf(block.getRoles()), status,
                block.getSource());
    }
}
