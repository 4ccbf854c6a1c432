package mqttlab.lab.read;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import mqttlab.lab.report.Wrapped;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The page that Asciidoctor has made of a handout, as text for a terminal. */
public final class PlainText {

    private static final int WIDTH = 96;
    private static final String STEP = "    ";
    private static final Set<String> SKIPPED = Set.of("style", "script", "head");

    private final StringBuilder text = new StringBuilder();

    private PlainText() {
    }

    /** @param page well-formed XML */
    public static String of(String page) {
        PlainText plain = new PlainText();
        plain.blocks(body(page), "");
        return plain.text.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    private static Element body(String page) {
        String body = page.substring(page.indexOf("<body"), page.indexOf("</body>")) + "</body>";
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return parsers.newDocumentBuilder().parse(new InputSource(new StringReader(body))).getDocumentElement();
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("the page is not well-formed: " + e.getMessage(), e);
        }
    }

    private void blocks(Element parent, String indent) {
        children(parent).forEach(child -> block(child, indent));
    }

    private void block(Element element, String indent) {
        String name = element.getTagName();
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5" -> heading(inline(element), name, indent);
            case "p" -> paragraph(inline(element), indent);
            case "pre" -> listing(element.getTextContent(), indent + STEP);
            case "ul", "ol" -> list(element, name.equals("ol"), indent);
            case "dl" -> definitions(element, indent);
            case "table" -> table(element, indent);
            case "hr" -> paragraph("-".repeat(20), indent);
            default -> other(element, indent);
        }
    }

    private void other(Element element, String indent) {
        if (SKIPPED.contains(element.getTagName()) || element.getAttribute("id").equals("toc")) {
            return;
        }
        boolean inlineOnly = children(element).noneMatch(child -> Set.of("div", "p", "pre", "ul", "ol", "dl", "table", "h1",
                "h2", "h3", "h4", "h5", "span").contains(child.getTagName()));
        if (inlineOnly) {
            paragraph(inline(element), indent);
        } else {
            blocks(element, indent);
        }
    }

    private void heading(String words, String name, String indent) {
        text.append('\n').append(indent).append(words).append('\n');
        if (name.equals("h1") || name.equals("h2")) {
            text.append(indent).append((name.equals("h1") ? "=" : "-").repeat(words.length())).append('\n');
        }
        text.append('\n');
    }

    private void paragraph(String words, String indent) {
        if (!words.isEmpty()) {
            text.append(Wrapped.text(indent, words, WIDTH)).append("\n\n");
        }
    }

    private void listing(String lines, String indent) {
        lines.stripTrailing().lines().forEach(line -> text.append((indent + line).stripTrailing()).append('\n'));
        text.append('\n');
    }

    private void list(Element list, boolean numbered, String indent) {
        List<Element> items = children(list).toList();
        for (int i = 0; i < items.size(); i++) {
            String mark = numbered ? "%2d. ".formatted(i + 1) : "  * ";
            int start = text.length();
            blocks(items.get(i), indent + " ".repeat(mark.length()));
            if (text.length() > start) {
                text.replace(start, start + indent.length() + mark.length(), indent + mark);
            }
        }
    }

    private void definitions(Element list, String indent) {
        for (Element each : children(list).toList()) {
            if (each.getTagName().equals("dt")) {
                text.append(indent).append(inline(each)).append('\n');
            } else {
                blocks(each, indent + STEP);
            }
        }
    }

    /** Rows of two cells are a term and what it means; of a note, its kind and its text. */
    private void table(Element table, String indent) {
        for (Element row : rows(table).toList()) {
            List<String> cells = children(row).map(PlainText::inline).filter(cell -> !cell.isEmpty()).toList();
            if (table.getParentNode() instanceof Element around && around.getAttribute("class").startsWith("admonition")) {
                paragraph(cells.getFirst().toUpperCase(Locale.ROOT) + ": "
                        + String.join(" ", cells.subList(1, cells.size())), indent);
            } else if (cells.size() == 2) {
                text.append(indent).append(cells.getFirst()).append('\n');
                text.append(Wrapped.text(indent + STEP, cells.getLast(), WIDTH)).append('\n');
            } else if (!cells.isEmpty()) {
                text.append(Wrapped.text(indent, String.join(" | ", cells), WIDTH)).append('\n');
            }
        }
        text.append('\n');
    }

    private static Stream<Element> rows(Element table) {
        return children(table).flatMap(each -> each.getTagName().equals("tr") ? Stream.of(each) : rows(each));
    }

    /** A line of words, with the address of a link into the web behind it. */
    private static String inline(Node node) {
        return flat(node).replace("\u200b", "").replaceAll("\\s+", " ").strip();
    }

    private static String flat(Node node) {
        if (!(node instanceof Element element)) {
            return String.valueOf(node.getTextContent());
        }
        String words = nodes(element).map(PlainText::flat).collect(Collectors.joining());
        return switch (element.getTagName()) {
            case "code" -> "`" + words + "`";
            case "a" -> withAddress(words, element.getAttribute("href"));
            case "p", "div", "br", "li", "td" -> words + " ";
            default -> words;
        };
    }

    private static String withAddress(String words, String address) {
        return !address.startsWith("http") || address.equals(words) ? words : words + " (" + address + ")";
    }

    private static Stream<Element> children(Element parent) {
        return nodes(parent).filter(Element.class::isInstance).map(Element.class::cast);
    }

    private static Stream<Node> nodes(Element parent) {
        return IntStream.range(0, parent.getChildNodes().getLength()).mapToObj(parent.getChildNodes()::item);
    }
}
