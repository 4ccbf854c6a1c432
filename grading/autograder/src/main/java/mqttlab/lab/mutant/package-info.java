/**
 * Mutants: solutions with one small mistake in them, of the kind that students really make. {@code grading/mutants} lists them,
 * and {@link mqttlab.lab.mutant.Expectation} says whether the checks made of one what its list says.
 */
package mqttlab.lab.mutant;
