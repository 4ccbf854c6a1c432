/**
 * What has been proved once and need not be proved again.
 *
 * <p>A {@link mqttlab.proofs.Key} stands for everything that a verdict depends on: sources, class path, JDK, programs of the
 * machine. {@link mqttlab.proofs.Proofs} keeps verdicts by their keys, for all checkouts of a user, and
 * {@link mqttlab.proofs.Notes} collects what the last lines of a build say: what was answered by the store, and what was not run.
 * Whoever leaves something out of a key gets stale verdicts: when in doubt, put it in.
 */
package mqttlab.proofs;
