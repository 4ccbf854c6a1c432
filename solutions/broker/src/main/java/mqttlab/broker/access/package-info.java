/**
 * Who may: which clients come in, and what they publish and receive. Reads the password file and the access list of
 * Mosquitto, so that one pair of files serves both brokers. Where a file is given, what it does not allow is denied.
 */
package mqttlab.broker.access;
