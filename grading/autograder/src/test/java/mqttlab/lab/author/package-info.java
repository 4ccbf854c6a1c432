/**
 * What it costs to add a lab or a stage: {@link mqttlab.lab.author.NewLab} and {@link mqttlab.lab.author.NewStage}, and no more.
 */
package mqttlab.lab.author;
