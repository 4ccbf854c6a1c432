package mqttlab.lab.journal;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.Checklist;
import mqttlab.lab.grading.StudentResult;
import mqttlab.lab.journal.Part.Student;
import mqttlab.lab.submission.Shard;

/**
 * The parts of a class, which fit together and are the whole of it.
 *
 * @param found in the order of their shards
 */
public record Parts(List<Found> found) {

    /** @param folder where it was graded to */
    record Found(Path folder, Part part) {
    }

    /** @throws BadInput if one of the folders is no part, or they do not fit together */
    public static Parts in(List<Path> folders) {
        Parts parts = new Parts(folders.stream().map(each -> new Found(each, Part.in(each)))
                .sorted(Comparator.comparing(each -> each.part.shard())).toList());
        parts.requireFit();
        return parts;
    }

    private void requireFit() {
        requireSame("the number of shards", part -> part.shard().of(), "they are not of the same class");
        requireOnce(each -> List.of("shard " + each.part.shard()));
        requireAll();
        requireSame("the version of the tool, its libraries or Java", part -> part.versions().tool(), "",
                "grade all shards with the same course");
        requireSame("the labs that were asked for", part -> part.named().isEmpty() ? "none" : String.join(", ", part.named()),
                "give all shards the same --lab");
        requireOnce(each -> each.part.graded().stream().map(Student::name).toList());
        requireSameClass();
        requireSame("the labs", part -> String.join(", ", part.versions().labs().keySet()),
                "give all shards the same submissions");
        first().versions().labs().keySet().forEach(lab -> requireSame("the checks, the starter or the manifest of " + lab,
                part -> part.versions().labs().get(lab), "", "grade all shards with the same course"));
        requireSame("the seed", part -> part.run().seed(), "give all shards the same submissions, or the same --seed");
        requireSame("the broker", Part::broker, "give all shards the same --broker");
    }

    private Part first() {
        return found.getFirst().part;
    }

    private void requireSame(String what, Function<Part, Object> trait, String advice) {
        requireSame(what, trait, " (%s and %s)", advice);
    }

    /** @param shown how to show the trait of the one and of the other; empty for words that mean nothing to people */
    private void requireSame(String what, Function<Part, Object> trait, String shown, String advice) {
        Object wanted = trait.apply(first());
        for (Found each : found) {
            Object other = trait.apply(each.part);
            if (!other.equals(wanted)) {
                throw new BadInput(found.getFirst().folder + " and " + each.folder + " differ in " + what
                        + shown.formatted(wanted, other) + ": " + advice);
            }
        }
    }

    private void requireOnce(Function<Found, List<String>> names) {
        Map<String, Found> taken = new HashMap<>();
        for (Found each : found) {
            for (String name : names.apply(each)) {
                Found other = taken.put(name, each);
                if (other != null) {
                    throw new BadInput(name + " is both in " + other.folder + " and in " + each.folder);
                }
            }
        }
    }

    private void requireAll() {
        Set<Integer> there = found.stream().map(each -> each.part.shard().index()).collect(Collectors.toSet());
        int of = first().shard().of();
        List<String> missing = IntStream.rangeClosed(1, of).filter(each -> !there.contains(each))
                .mapToObj(each -> each + "/" + of).toList();
        if (!missing.isEmpty()) {
            throw new BadInput((missing.size() == 1 ? "a shard is missing: " : "shards are missing: ")
                    + String.join(", ", missing));
        }
    }

    private void requireSameClass() {
        for (Found each : found) {
            requireNobodyElse(each, found.getFirst());
            requireNobodyElse(found.getFirst(), each);
            // Its shard follows from that, unless somebody has meddled with the file.
            if (!each.part.graded().stream().map(Student::name).toList().equals(each.part.shard().part(each.part.students()))) {
                throw new BadInput(each.folder + " has not the submissions of its shard " + each.part.shard());
            }
        }
    }

    private static void requireNobodyElse(Found in, Found other) {
        Set<String> only = new LinkedHashSet<>(in.part.students());
        only.removeAll(Set.copyOf(other.part.students()));
        if (!only.isEmpty()) {
            throw new BadInput(only.iterator().next() + " is in the class of " + in.folder + " and not in that of " + other.folder
                    + ": give all shards the same submissions");
        }
    }

    /** Of which the first was begun. */
    public Journal.Run run() {
        String start = found.stream().map(each -> each.part.run().start()).min(Comparator.naturalOrder()).orElseThrow();
        return new Journal.Run(first().run().seed(), start, Shard.WHOLE);
    }

    /** As it was typed for the first shard. */
    public String folder() {
        return first().folder();
    }

    /** The labs that were asked for. */
    public List<String> named() {
        return first().named();
    }

    public List<String> students() {
        return first().students();
    }

    public List<String> passedOver() {
        return found.stream().map(each -> each.part.passedOver()).flatMap(Collection::stream).distinct().toList();
    }

    /**
     * The results of the class, in its order.
     *
     * @throws BadInput if this is not the course that they were graded with
     */
    public List<StudentResult> graded(Checkout course) {
        Map<String, LabDefinition> here = course.all().stream()
                .collect(Collectors.toMap(LabDefinition::name, Function.identity()));
        List<Checklist> labs = first().versions().labs().keySet().stream().filter(here::containsKey)
                .map(each -> Checklist.of(course, here.get(each))).toList();
        if (!Versions.of(course, labs).equals(first().versions())) {
            throw new BadInput("the parts were graded with another version of the course, or of Java, than this one: "
                    + "merge them with what has graded them");
        }
        Map<String, Checklist> checklists = labs.stream()
                .collect(Collectors.toMap(each -> each.lab().name(), Function.identity()));
        return found.stream().flatMap(each -> each.part.graded().stream()).map(each -> each.result(checklists)).toList();
    }

    /** Lets a run be taken up, or compared, that has never been one. */
    public void keep(Path out) {
        Journal.join(out, run(), found.stream().map(Found::folder).toList());
    }
}
