package mqttlab.contracts.team;

/**
 * What a member has done to the board. It is published on the topic {@code TEAM/changes/NAME}, with QoS 1 and not retained; its
 * payload is, in UTF-8, {@code NUMBER;ADDED;TASK;TITLE}, for instance {@code 17;ADDED;ana-17;Book a room}, or
 * {@code NUMBER;DONE;TASK}, for instance {@code 18;DONE;ben-4}. A title may contain {@code ;}.
 *
 * @param name   who has done it
 * @param number counts the changes of this member, from 1, in all its programs
 * @param what   what was done
 * @param task   the identifier of the task; of a new one, {@code NAME-NUMBER} of this change. Not empty, in one line, and
 *               without {@code ;}
 * @param title  of a task that was added: not empty, and in one line. Otherwise empty
 */
public record Change(String name, long number, What what, String task, String title) {

    /** What can be done to a board. */
    public enum What {
        ADDED, DONE
    }

    public Change {
        Seat.requireTopicLevel("name", name);
        if (number < 1 || what == null || task == null || task.isEmpty() || task.contains(";") || !isOneLine(task)) {
            throw new IllegalArgumentException("a change has a number from 1, and a task in one line, without ; in it");
        }
        if (title == null || title.isEmpty() != (what == What.DONE) || !isOneLine(title)) {
            throw new IllegalArgumentException("a task has a title in one line, and only one that is new");
        }
    }

    private static boolean isOneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
