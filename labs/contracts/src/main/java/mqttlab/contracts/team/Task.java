package mqttlab.contracts.team;

/**
 * A task on the board.
 *
 * @param id   names it in the whole team: {@code NAME-NUMBER}, after the change that added it
 * @param done whether somebody has completed it
 */
public record Task(String id, String title, boolean done) {
}
