/** What was measured, and how a person and a program read it. */
package mqttlab.bench.report;
