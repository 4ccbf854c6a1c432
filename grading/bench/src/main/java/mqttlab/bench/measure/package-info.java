/** What is read off one run of a workload. */
package mqttlab.bench.measure;
