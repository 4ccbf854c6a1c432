/** What was graded, kept so that a run that was interrupted goes on where it was. */
package mqttlab.lab.journal;
