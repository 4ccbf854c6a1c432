/**
 * What a check is, how checks are run, and what comes of them.
 *
 * <p>A suite is a JUnit class marked {@link mqttlab.testkit.check.CheckSuite}; each of its tests is a check with points, a hint and
 * a clause or a reason, and takes a {@link mqttlab.testkit.check.Scene} to play in. A {@link mqttlab.testkit.check.CheckRun}
 * knows all checks before anything runs, and gives each one {@link mqttlab.testkit.check.Verdict}.
 */
package mqttlab.testkit.check;
