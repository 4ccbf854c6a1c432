/** The comments {@code // lab:…} in solutions: which there are, and the regions of a source that they make. */
package mqttlab.lab.marker;
