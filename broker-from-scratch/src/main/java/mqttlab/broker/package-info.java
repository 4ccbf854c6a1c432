/** An MQTT 3.1.1 broker on virtual threads and the JDK alone. */
package mqttlab.broker;
