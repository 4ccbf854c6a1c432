package mqttlab.lab.checkout;

import java.util.Optional;
import java.util.stream.Stream;

/** Labs, or stages, that are done one after the other; and where what belongs to each is kept: its name stands for %s. */
public enum Track {

    LABS("", "lab", "Lab", "labs/%s", "labs/%s/lab.yaml", "labs/%s/README.adoc", "solutions/%s", "labs/README.adoc"),

    /** Its stages have one folder of files together, in which a student's broker grows. */
    BROKER("broker", "stage", "Broker from scratch, stage", "broker-from-scratch", "broker-from-scratch/stages/%s.yaml",
            "broker-from-scratch/stages/%s.adoc", "broker-from-scratch/target/lab/snapshots/%s",
            "broker-from-scratch/README.adoc");

    private final String word;
    private final String noun;
    private final String heading;
    private final String folder;
    private final String manifest;
    private final String handout;
    private final String solution;
    private final String readme;

    Track(String word, String noun, String heading, String folder, String manifest, String handout, String solution,
            String readme) {
        this.word = word;
        this.noun = noun;
        this.heading = heading;
        this.folder = folder;
        this.manifest = manifest;
        this.handout = handout;
        this.solution = solution;
        this.readme = readme;
    }

    /** The track whose name is typed before a number, such as {@code broker}; labs have no such name. */
    public static Optional<Track> named(String typed) {
        return Stream.of(values()).filter(each -> !each.word.isEmpty() && each.word.equals(typed)).findFirst();
    }

    /** What is typed before a number; empty for labs. */
    public String word() {
        return word;
    }

    /** What one of it is. */
    public String noun() {
        return noun;
    }

    /** What stands before the number in a report. */
    public String heading() {
        return heading;
    }

    /** The page that introduces the track. */
    public String readme() {
        return readme;
    }

    /** What a person types: {@code 01}, or {@code broker 01}. */
    String id(String number) {
        return word.isEmpty() ? number : word + " " + number;
    }

    /** Such as {@code 01-publish-subscribe}, or {@code broker-01-hello}. */
    String name(String slug) {
        return word.isEmpty() ? slug : word + "-" + slug;
    }

    /** Where a student works. */
    String folder(String slug) {
        return folder.formatted(slug);
    }

    String manifest(String slug) {
        return manifest.formatted(slug);
    }

    String handout(String slug) {
        return handout.formatted(slug);
    }

    String solution(String slug) {
        return solution.formatted(slug);
    }
}
