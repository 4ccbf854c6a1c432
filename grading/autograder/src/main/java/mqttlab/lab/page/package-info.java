/** A page that is an MQTT client, and what brings its WebSocket to a broker that speaks only TCP. */
package mqttlab.lab.page;
