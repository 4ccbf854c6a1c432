/** The brokers that take part, each in a process of its own, and what can be seen of such a process from outside. */
package mqttlab.bench.contender;
