/**
 * The broker as it is after a stage: {@link mqttlab.lab.snapshot.StageTable} says which files it has,
 * {@link mqttlab.lab.snapshot.StageText} what is in them, and {@link mqttlab.lab.snapshot.Snapshot} is both.
 */
package mqttlab.lab.snapshot;
