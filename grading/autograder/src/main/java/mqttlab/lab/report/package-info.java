/** What people and programs get to see of results. */
package mqttlab.lab.report;
