/** Lab 01, publish and subscribe: judged by the packets that a tap between the student's clients and the broker sees. */
@ReadingOrder({ConnectingChecks.class, PublishingChecks.class, SubscribingChecks.class, ReadingChecks.class, LeavingChecks.class})
package mqttlab.suites.lab01;

import mqttlab.testkit.check.ReadingOrder;
