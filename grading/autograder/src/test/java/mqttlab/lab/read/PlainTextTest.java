package mqttlab.lab.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.Track;
import mqttlab.proofs.junit.ProvedOnce;
import org.asciidoctor.Asciidoctor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A handout as plain text")
@ProvedOnce(reads = {"labs", "broker-from-scratch"})
class PlainTextTest {

    @Test
    @DisplayName("can be made of each handout, and of the pages that lead to them, and nothing of AsciiDoc is left in it")
    void handouts() throws IOException {
        Path root = ThisCheckout.root();
        Stream<Path> ways = Stream.of(Track.values()).map(track -> root.resolve(track.readme()));
        Stream<Path> handouts = Checkout.at(root).all().stream().map(lab -> root.resolve(lab.handout()));
        try (Asciidoctor asciidoctor = Asciidoctor.Factory.create()) {
            for (Path page : Stream.concat(ways, handouts).toList()) {
                String text = PlainText.of(HandoutPage.html(asciidoctor, page));
                assertThat(text.lines()).as("%s", page).hasSizeGreaterThan(20);
                assertThat(text).as("%s", page).doesNotContain("{plus}", "{hash}", "[source", "|===");
            }
            Path first = root.resolve("labs/01-publish-subscribe/README.adoc");
            assertThat(PlainText.of(HandoutPage.html(asciidoctor, first))).contains("`news/cadiz/+`");
        }
    }

    @Test
    @DisplayName("reads like the page: headings, lists, listings, notes and tables, with what AsciiDoc has for special "
            + "characters")
    void everything(@TempDir Path folder) throws IOException {
        Path handout = Files.writeString(folder.resolve("README.adoc"), """
                = Lab 07: Fish & chips
                :toc: macro
                :hash: #

                A reader of `news/cadiz/{plus}` and `news/{hash}`: see link:other.adoc[the other page] or https://example.org[the web].

                toc::[]

                == Tasks

                . First
                . Second, with
                +
                [source,shell]
                ----
                ./lab check 07 <1>
                ----
                <1> Runs it.

                A paragraph.

                * One
                ** Inner

                NOTE: Mind the gap.

                [horizontal]
                left:: right

                [cols="1,1"]
                |===
                |A |B

                |`a` |b & c
                |===
                """);

        HandoutPage.main(new String[] {handout.toString(), folder.resolve("page.html").toString()});
        String page = Files.readString(folder.resolve("page.html"));

        assertThat(page).contains("<a href=\"" + folder.toUri() + "other.adoc\"").doesNotContain("<link", "<script");
        assertThat(PlainText.of(page)).isEqualTo("""
                Lab 07: Fish & chips
                ====================

                A reader of `news/cadiz/+` and `news/#`: see the other page or the web (https://example.org).

                Tasks
                -----

                 1. First

                 2. Second, with

                        ./lab check 07 (1)

                     1. Runs it.

                A paragraph.

                  * One

                      * Inner

                NOTE: Mind the gap.

                left
                    right

                A
                    B
                `a`
                    b & c
                """);
    }
}
