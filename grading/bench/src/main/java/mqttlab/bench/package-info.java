/** The bench: the same load against several brokers in one run. */
package mqttlab.bench;
