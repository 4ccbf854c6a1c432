/** The commands of the tool, one class each: they read arguments and print; the work is done elsewhere. */
package mqttlab.lab.command;
