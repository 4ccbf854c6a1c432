/**
 * What a check is, how checks are run, and what comes of them.
 *
 * <p>A suite is a JUnit class marked {@link mqttlab.testkit.check.CheckSuite}; each of its tests is a check, is
 * {@link mqttlab.testkit.check.Graded} and takes a {@link mqttlab.testkit.check.Scene} to play in. Checks run, and are shown, in
 * the order in which they stand in the source, and suites in the {@link mqttlab.testkit.check.ReadingOrder} of their package. A
 * {@link mqttlab.testkit.check.CheckRun} knows all checks before anything runs, and gives each one
 * {@link mqttlab.testkit.check.Verdict}.
 */
package mqttlab.testkit.check;
