/** What was graded, kept so that a run that was interrupted goes on where it was, and parts of a class become one. */
package mqttlab.lab.journal;
