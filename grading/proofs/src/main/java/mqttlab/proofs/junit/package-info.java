/**
 * Test classes that need not run again: {@link mqttlab.proofs.junit.ProvedOnce} marks them,
 * {@link mqttlab.proofs.junit.ProvedBefore} asks the store, and {@link mqttlab.proofs.junit.ClassProofs} watches how they end.
 */
package mqttlab.proofs.junit;
