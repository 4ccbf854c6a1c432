/** Stage 03, topic filters: wildcards, hidden topics, unsubscribing, and many subscriptions at once. */
package mqttlab.suites.broker.stage03;
