package mqttlab.contracts.team;

/**
 * Who is a member of which team. One seat is taken by one program at a time.
 *
 * @param team   one topic level
 * @param name   one topic level, without {@code ;}
 * @param folder the path of a folder that this member has for itself. All that it must still know in its next program is there;
 *               at the beginning, it is empty.
 */
public record Seat(String team, String name, String folder) {

    public Seat {
        requireTopicLevel("team", team);
        requireTopicLevel("name", name);
        if (folder == null || name.contains(";")) {
            throw new IllegalArgumentException("a member has a folder, and a name without ; in it, and not \"" + name + '"');
        }
    }

    /** The client identifier that a member connects with, in each of its programs. */
    public String clientId() {
        return team + "/" + name;
    }

    static void requireTopicLevel(String what, String value) {
        if (value == null || !value.matches("[^/+#\0]+")) {
            throw new IllegalArgumentException("a " + what + " is one topic level, without / + #, and not \"" + value + '"');
        }
    }
}
