/** MQTT 3.1.1, clause by clause, in the course's own words. */
package mqttlab.lab.standard;
