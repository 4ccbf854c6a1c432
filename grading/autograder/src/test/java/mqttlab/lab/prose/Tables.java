package mqttlab.lab.prose;

import java.util.List;
import java.util.stream.Stream;
import org.asciidoctor.ast.Cell;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.ast.Table;

/** The tables of a page, as text without markup. */
final class Tables {

    private Tables() {
    }

    static Stream<List<String>> rows(StructuralNode node) {
        return node instanceof Table table
                ? table.getBody().stream().map(row -> row.getCells().stream().map(Cell::getText)
                        .map(each -> each.replaceAll("<[^>]*>", "")).toList())
                : node.getBlocks() == null ? Stream.empty() : node.getBlocks().stream().flatMap(Tables::rows);
    }
}
