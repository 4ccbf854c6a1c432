/** A handout as somebody reads it: a page in the browser, or plain text in a terminal. */
package mqttlab.lab.read;
