package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDNamedDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * What tests ask of a handout. Its words are letters and digits only: lines break elsewhere than in a browser, words are
 * hyphenated and quotation marks differ.
 *
 * @param glyphs without the numbers of the pages
 * @param places of slides and answers, by their names
 * @param links  addresses of pages elsewhere, and names of places here
 */
record Pdf(List<Glyph> glyphs, Map<String, Place> places, Set<String> links) {

    /** At the bottom of a page. */
    private static final float MARGIN = 56;

    /** @param height above the bottom of the page */
    record Place(int page, float height) {

        boolean isBefore(Place other) {
            return page < other.page || page == other.page && height > other.height;
        }
    }

    record Glyph(String text, Place place) {
    }

    static Pdf read(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            Map<String, Place> places = new TreeMap<>();
            addPlaces(places, document.getDocumentCatalog().getNames().getDests());
            return new Pdf(glyphs(document), places, links(document));
        }
    }

    private static void addPlaces(Map<String, Place> places, PDNameTreeNode<PDPageDestination> tree) throws IOException {
        Map<String, PDPageDestination> names = tree.getNames();
        if (names == null) {
            for (PDNameTreeNode<PDPageDestination> branch : tree.getKids()) {
                addPlaces(places, branch);
            }
            return;
        }
        names.forEach((name, there) -> {
            if (there instanceof PDPageXYZDestination at) {
                places.put(name, new Place(at.retrievePageNumber(), at.getTop()));
            }
        });
    }

    private static List<Glyph> glyphs(PDDocument document) throws IOException {
        List<Glyph> glyphs = new ArrayList<>();
        new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> positions) {
                for (TextPosition each : positions) {
                    float height = each.getPageHeight() - each.getYDirAdj();
                    if (height > MARGIN) {
                        glyphs.add(new Glyph(letters(each.getUnicode()), new Place(getCurrentPageNo() - 1, height)));
                    }
                }
            }
        }.getText(document);
        return List.copyOf(glyphs);
    }

    private static Set<String> links(PDDocument document) throws IOException {
        Set<String> links = new TreeSet<>();
        for (var page : document.getPages()) {
            for (PDAnnotation annotation : page.getAnnotations()) {
                if (annotation instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI elsewhere) {
                    links.add(elsewhere.getURI());
                } else if (annotation instanceof PDAnnotationLink link
                        && link.getDestination() instanceof PDNamedDestination here) {
                    links.add(here.getNamedDestination());
                }
            }
        }
        return links;
    }

    static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    String text() {
        return text(new Place(0, Float.MAX_VALUE), new Place(Integer.MAX_VALUE, 0));
    }

    /** From one of its places to the next, on all pages. */
    String text(Place from, Place to) {
        StringBuilder text = new StringBuilder();
        for (Glyph glyph : glyphs) {
            if (!glyph.place.isBefore(from) && glyph.place.isBefore(to)) {
                text.append(glyph.text);
            }
        }
        return text.toString();
    }

    List<String> pages() {
        Map<Integer, StringBuilder> pages = new TreeMap<>();
        glyphs.forEach(glyph -> pages.computeIfAbsent(glyph.place.page, page -> new StringBuilder()).append(glyph.text));
        return pages.values().stream().map(StringBuilder::toString).toList();
    }

    /** What follows a name, up to whatever has the next name. */
    String at(String name) {
        return text(places.get(name), behind(places.get(name)));
    }

    /** The part of it on the page on which it begins. */
    String firstPageOf(String name) {
        Place from = places.get(name);
        Place end = new Place(from.page, 0);
        return text(from, behind(from).isBefore(end) ? behind(from) : end);
    }

    private Place behind(Place from) {
        return places.values().stream().filter(from::isBefore).reduce((one, other) -> one.isBefore(other) ? one : other)
                .orElse(new Place(Integer.MAX_VALUE, 0));
    }
}
