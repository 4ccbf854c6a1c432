package mqttlab.proofs;

/**
 * A line of a build's notes.
 *
 * @param what what it is about: the kind of thing, the reason, the name
 */
record Note(Kind kind, String what, String text) {

    /** What there is to say. */
    enum Kind {
        PROVED, KNOWN, NOT_RUN, FLAKY, PROBLEM
    }

    Note {
        what = oneLine(what);
        text = oneLine(text);
    }

    String line() {
        return kind + "\t" + what + "\t" + text;
    }

    static Note parse(String line) {
        String[] words = line.split("\t", 3);
        return new Note(Kind.valueOf(words[0]), words[1], words[2]);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
