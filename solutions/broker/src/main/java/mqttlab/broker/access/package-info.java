/**
 * Which clients may come in, and what they may publish and receive: stage 09. Reads the password file and the access list
 * of Mosquitto, so that one pair of files serves both brokers. What a file that is given does not allow is denied.
 */
package mqttlab.broker.access;
