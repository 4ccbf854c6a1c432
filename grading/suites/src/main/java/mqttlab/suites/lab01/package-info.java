/** Lab 01, publish and subscribe: judged by the packets that a tap between the student's clients and the broker sees. */
package mqttlab.suites.lab01;
