package mqttlab.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a deck")
class HandoutsTest {

    private static final String DECK = """
            = A deck
            include::../_shared/deck.adoc[]

            Lecture 01. Lab 01 follows.

            [#asked.question]
            == Who keeps it away?

            * the newsroom
            * the broker

            [%step]
            --
            *The broker.*

            ----
            include::{recorded}/it.txt[]
            ----
            --

            [.from]
            {from-run}

            [.notes]
            --
            *1 min.* Let them vote.
            --

            [#gaps]
            == Which match?

            [cols="1,1"]
            |===
            |`a/#` |[.step]#yes: `a`, too#
            |===

            [#seen]
            == It is so

            [.big%step]
            No question, no answer.

            [#live.live]
            == A step

            What comes back?

            [.big%step]
            The same.

            [#further]
            == More

            * a book

            [#next.next]
            == Next
            """;

    @Test
    @DisplayName("students get no notes, and answers at the end, each below its question, before what there is to read")
    void students() {
        assertThat(unkept(Handouts.forStudents(DECK.lines().toList(), List.of("* a link")))).isEqualTo("""
                = A deck
                include::{slides}/decks/_shared/deck.adoc[]

                Lecture 01. Lab 01 follows.

                [#asked.question]
                == Who keeps it away?

                * the newsroom
                * the broker

                <<answer-asked,{answer-at-the-end}>>

                [#gaps]
                == Which match?

                [cols="1,1"]
                |===
                |`a/#` |
                |===

                <<answer-gaps,{answer-at-the-end}>>

                [#seen]
                == It is so

                [.big%step]
                No question, no answer.

                [#live.live]
                == A step

                What comes back?

                <<answer-live,{answer-at-the-end}>>

                [#next.next]
                == Next

                <<<

                [#all-answers]
                == {answers}

                [#answer-asked]
                === <<asked,Who keeps it away?>>

                [%step]
                --
                *The broker.*

                ----
                include::{recorded}/it.txt[]
                ----
                --

                [.from]
                {from-run}

                [#answer-gaps]
                === <<gaps,Which match?>>

                [cols="1,1"]
                |===
                |`a/#` |[.step]#yes: `a`, too#
                |===

                [#answer-live]
                === <<live,A step>>

                What comes back?

                [.big%step]
                The same.

                [#further]
                == More

                * a book

                * a link

                """);
    }

    @Test
    @DisplayName("the lecturer gets all of it in its place, with notes that are seen to be notes, each slide in one piece")
    void lecturer() {
        assertThat(String.join("\n", Handouts.forLecturer(DECK.lines().toList()))).contains("""
                {for-the-lecturer}

                [#asked.question]
                == Who keeps it away?

                [%unbreakable]
                ====
                * the newsroom
                * the broker

                [%step]
                --
                *The broker.*

                ----
                include::{recorded}/it.txt[]
                ----
                --

                [.from]
                {from-run}

                [.notes]
                ****
                *1 min.* Let them vote.
                ****

                ====
                """).contains("* a book\n\n====\n\n[#next.next]\n== Next\n");
    }

    /** Without what keeps a slide on a page. */
    private static String unkept(List<String> lines) {
        return String.join("\n", lines).replaceAll("\\[%unbreakable]\n====\n|====\n\n?", "");
    }
}
