/**
 * A team that shares a board of tasks. Each member adds tasks and completes them, also without a connection, and hears what the
 * others have done, also what they did while it was away.
 *
 * <p>Each member keeps its own copy of the board. What travels are the {@linkplain mqttlab.contracts.team.Change changes}.
 */
package mqttlab.contracts.team;
