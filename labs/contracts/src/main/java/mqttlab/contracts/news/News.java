package mqttlab.contracts.news;

/**
 * One piece of news: a structured event.
 *
 * <p>On the wire the structure is split in two. What readers choose by is in the topic name, {@code news/CITY/SECTION}, for
 * instance {@code news/cadiz/culture}. The rest is the payload: the headline, one line feed, the text, all in UTF-8. The text
 * may have line feeds of its own and may be empty; a payload without any line feed is a headline with an empty text.
 *
 * @param city     one topic level: not empty, without {@code /}, {@code +} or {@code #}
 * @param section  one topic level, like the city
 * @param headline a single line
 * @param text     any number of lines
 */
public record News(String city, String section, String headline, String text) {

    public News {
        requireTopicLevel("city", city);
        requireTopicLevel("section", section);
        if (headline == null || headline.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a headline is a single line: " + headline);
        }
        if (text == null) {
            throw new IllegalArgumentException("a piece of news without text has the text \"\", not null");
        }
    }

    private static void requireTopicLevel(String what, String value) {
        if (value == null || !value.matches("[^/+#]+")) {
            throw new IllegalArgumentException("a " + what + " is one topic level, without / + #, and not \"" + value + '"');
        }
    }
}
