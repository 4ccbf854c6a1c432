/**
 * Walkthroughs for a lecture, played step by step: {@code lab demo}. What is said is in {@code slides/demos}, a
 * {@link mqttlab.lab.demo.Script} each; what is done is a {@link mqttlab.lab.demo.Demo}, an action a step, which the
 * {@link mqttlab.lab.demo.Player} plays. The names of the steps hold the two together.
 */
package mqttlab.lab.demo;
