package mqttlab.slides;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.testkit.InfrastructureException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A deck in one file, with its pictures, fonts, styles and programs in it: it can be shown anywhere, without a network. The main
 * class of a JVM of its own, which {@code lab slides --single} starts.
 */
public final class SingleFile {

    private static final Pattern IMPORT = Pattern.compile("@import\\s+(?:url\\()?\\s*[\"']?([^\"')]+)[\"']?\\s*\\)?\\s*;");
    private static final Pattern URL = Pattern.compile("\\burl\\(\\s*[\"']?([^\"')]+)[\"']?\\s*\\)");
    /** What reveal.js loads when it runs. */
    private static final Pattern PLUGIN = Pattern.compile("\\bsrc: '([^']+)'");

    private SingleFile() {
    }

    /** @param arguments the folder of the decks, the folder for the files, and the decks */
    public static void main(String[] arguments) {
        Path shown = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        try {
            Files.createDirectories(folder);
            for (String deck : List.of(arguments).subList(2, arguments.length)) {
                Path file = folder.resolve(deck.substring(3) + "-" + deck.substring(0, 2) + ".html");
                Files.writeString(file, of(shown.resolve(deck + ".html")));
                System.out.println("The deck: " + file.toUri());
            }
        } catch (IOException e) {
            System.err.println("lab: cannot write to " + folder + ": " + e.getMessage());
            System.exit(2);
        } catch (InfrastructureException e) {
            System.err.println("lab: " + e.getMessage());
            System.exit(2);
        }
    }

    /** @param page of a deck, as the build has made it */
    static String of(Path page) {
        Document deck = Jsoup.parse(new String(content(page), UTF_8));
        deck.outputSettings().prettyPrint(false);
        for (Element link : deck.select("link[rel=stylesheet]")) {
            // Asciidoctor asks for one with icons, too, which no deck has and nobody brings.
            Optional.of(file(page, link.attr("href"))).filter(Files::exists)
                    .ifPresent(sheet -> link.before(new Element("style").appendChild(new DataNode(style(sheet)))));
            link.remove();
        }
        for (Element shown : deck.select("[src]")) {
            shown.attr("src", inline(page, shown.attr("src")));
        }
        for (Element script : deck.select("script:not([src])")) {
            String code = PLUGIN.matcher(script.data()).replaceAll(plugin -> "src: '" + inline(page, plugin.group(1)) + "'");
            script.empty().appendChild(new DataNode(code));
        }
        return deck.outerHtml();
    }

    /** With the sheets that it imports, and its fonts. */
    private static String style(Path sheet) {
        String text = IMPORT.matcher(new String(content(sheet), UTF_8)).replaceAll(each ->
                Matcher.quoteReplacement(style(file(sheet, each.group(1)))));
        return URL.matcher(text).replaceAll(each -> "url(" + inline(sheet, each.group(1)) + ")");
    }

    private static String inline(Path from, String address) {
        if (address.startsWith("data:")) {
            return address;
        }
        Path file = file(from, address);
        Optional<String> type = Optional.ofNullable(URLConnection.guessContentTypeFromName(file.toString()));
        return "data:" + type.orElse("application/octet-stream") + ";base64," + Base64.getEncoder().encodeToString(content(file));
    }

    private static Path file(Path from, String address) {
        if (address.matches("(?:[a-z]+:)?//.*")) {
            throw new InfrastructureException(from + " takes " + address + " from the network, as it was made where there was no "
                    + "npm: install npm, run 'mvn -pl slides -am clean package', and then the same command again");
        }
        return from.resolveSibling(address.replaceFirst("[?#].*", "")).normalize();
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + file + ", which the deck shows: " + e.getMessage(), e);
        }
    }
}
