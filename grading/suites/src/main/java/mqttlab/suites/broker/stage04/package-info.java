/** Stage 04, retained messages: who gets them and when, what clears them, and what leaves them alone. */
package mqttlab.suites.broker.stage04;
