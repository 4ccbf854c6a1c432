/** What is asked of the brokers: a workload is a kind of load and what is read off it. */
package mqttlab.bench.workload;
