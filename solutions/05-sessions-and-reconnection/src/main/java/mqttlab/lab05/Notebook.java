package mqttlab.lab05;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Change.What;
import mqttlab.contracts.team.Seat;
import mqttlab.contracts.team.Task;

/** What a member knows. Its methods may be called by any thread. */
final class Notebook {

    private final String name;
    private final Journal journal;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    /** The number of the last change of each member. */
    private final Map<String, Long> numbers = new HashMap<>();
    /** Our own changes that the broker has not acknowledged, by number. */
    private final SortedMap<Long, Change> unsent = new TreeMap<>();
    /** Tasks that we have completed. A listener may do so while it is told of one: then the journal has that first. */
    private final Set<String> doneByUs = new HashSet<>();
    private boolean subscribed;

    /** Knows what earlier programs have kept. */
    Notebook(Seat seat) {
        this.name = seat.name();
        this.journal = new Journal(Path.of(seat.folder(), "journal"));
        // lab:task 6 quietly Read the journal, and do again what its lines say
        journal.lines().forEach(this::remember);
        // lab:end
    }

    // lab:hide
    private void remember(String line) {
        String[] words = line.split(" ", 2);
        switch (words[0]) {
            case "change" -> rememberChange(words[1]);
            case "sent" -> unsent.remove(Long.valueOf(words[1]));
            case "subscribed" -> subscribed = Boolean.parseBoolean(words[1]);
            default -> throw new IllegalStateException("not a line of this journal: " + line);
        }
    }

    private void rememberChange(String nameAndText) {
        String[] parts = nameAndText.split("/", 2);
        Texts.change(parts[0], parts[1]).ifPresent(this::apply);
    }
    // lab:end

    // ---- our own changes

    /** Our next change. It is on the board and in the folder. Empty if there is nothing to do. */
    synchronized Optional<Change> make(What what, String task, String title) {
        if (what == What.DONE && (!tasks.containsKey(task) || tasks.get(task).done())) {
            return Optional.empty();
        }
        long number = numbers.getOrDefault(name, 0L) + 1;
        Change change = new Change(name, number, what, what == What.ADDED ? name + "-" + number : task, title);
        keep(change);
        apply(change);
        return Optional.of(change);
    }

    /** The broker has acknowledged our change with this number. */
    synchronized void sent(long number) {
        unsent.remove(number);
        // lab:task 6 quietly Write that into the journal
        journal.add("sent " + number);
        // lab:end
    }

    /** Our own changes that the broker has not acknowledged, in order. */
    synchronized List<Change> unsent() {
        return List.copyOf(unsent.values());
    }

    // ---- the changes of all

    /** Whether somebody else has made this change, and we have not been told yet. */
    synchronized boolean isNews(Change change) {
        // lab:task 4 Compare its number with the last one of this member
        // lab:starter return true;
        return !change.name().equals(name) && change.number() > numbers.getOrDefault(change.name(), 0L);
        // lab:end
    }

    /** Puts the change on the board. */
    synchronized void apply(Change change) {
        numbers.merge(change.name(), change.number(), Math::max);
        if (change.name().equals(name)) {
            unsent.put(change.number(), change);
            if (change.what() == What.DONE) {
                doneByUs.add(change.task());
            }
        }
        switch (change.what()) {
            case ADDED -> tasks.putIfAbsent(change.task(),
                    new Task(change.task(), change.title(), doneByUs.contains(change.task())));
            case DONE -> tasks.computeIfPresent(change.task(), (id, task) -> new Task(id, task.title(), true));
        }
    }

    /** Puts the change into the folder, so that the next program knows of it. */
    synchronized void keep(Change change) {
        // lab:task 6 quietly Write it into the journal
        journal.add("change " + change.name() + "/" + Texts.text(change));
        // lab:end
    }

    synchronized Task[] tasks() {
        return tasks.values().toArray(Task[]::new);
    }

    // ---- the session

    /** Whether the broker has confirmed our subscription in this session, perhaps to an earlier program. */
    synchronized boolean isSubscribed() {
        return subscribed;
    }

    synchronized void setSubscribed(boolean subscribed) {
        this.subscribed = subscribed;
        // lab:task 6 quietly Write that into the journal
        journal.add("subscribed " + subscribed);
        // lab:end
    }
}
