/** Topic names and topic filters, from stage 02 on, and the tree in which they meet: stages 03 and 04. */
package mqttlab.broker.topic;
