/** From a publisher to its subscribers, and to those who come later: stages 02 and 04. */
package mqttlab.broker.routing;
