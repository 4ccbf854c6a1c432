/** HiveMQ CE as a program for the bench. */
package mqttlab.bench.hivemq;
