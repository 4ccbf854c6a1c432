/** Stage 00, bytes: judged by what pure functions return, and by what they refuse. */
package mqttlab.suites.broker.stage00;
