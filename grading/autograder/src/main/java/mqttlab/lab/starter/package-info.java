/**
 * Starters from solutions. A solution carries {@link mqttlab.lab.marker.Marker markers} in comments;
 * {@link mqttlab.lab.starter.StarterText} makes of it what a student begins with, and {@link mqttlab.lab.starter.Starter}
 * compares that with what is in {@code labs} and {@code broker-from-scratch}, and writes it. So does
 * {@link mqttlab.lab.starter.LabTable} with the tables of labs and stages in READMEs.
 */
package mqttlab.lab.starter;
