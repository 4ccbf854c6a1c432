/** The load: connections that one thread drives, and the accounts of what went over them. Plain JDK. */
package mqttlab.bench.load;
