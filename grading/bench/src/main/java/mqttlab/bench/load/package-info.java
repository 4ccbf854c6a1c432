/** The load: connections that one thread drives, and the accounts of what went over them. Plain JDK, nothing that waits for anything. */
package mqttlab.bench.load;
