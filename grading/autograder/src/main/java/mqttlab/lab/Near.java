package mqttlab.lab;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Names that somebody may have meant who typed another. */
public final class Near {

    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
    private static final double ENOUGH = 0.75;
    private static final int MOST = 4;

    private Near() {
    }

    /** The most similar first; none if all are quite different. */
    public static List<String> names(String typed, Collection<String> known) {
        return known.stream().distinct().filter(each -> similarity(typed, each) >= ENOUGH)
                .sorted(Comparator.comparingDouble((String each) -> -similarity(typed, each))).limit(MOST).toList();
    }

    /** For the end of a complaint: {@code  (did you mean 'list'?)}, or nothing. */
    public static String meant(List<String> names) {
        return names.isEmpty() ? "" : " (did you mean " + String.join(" or ", names) + "?)";
    }

    private static double similarity(String typed, String known) {
        return SIMILARITY.apply(typed.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
    }
}
