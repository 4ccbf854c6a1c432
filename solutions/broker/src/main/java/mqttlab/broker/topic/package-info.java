/** Topic names, topic filters, and the tree in which they meet: stage 03, and stage 04's retained messages on top of it. */
package mqttlab.broker.topic;
