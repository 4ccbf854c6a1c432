/**
 * Lab 02, topics and filters: judged by what the student's methods return, by the packets that a tap sees, and by the events
 * that reach each listener.
 */
@ReadingOrder({SchemeChecks.class, MatchingChecks.class, PublishingChecks.class, SubscribingChecks.class, DispatchingChecks.class,
    ContentChecks.class, UnsubscribingChecks.class})
package mqttlab.suites.lab02;

import mqttlab.testkit.check.ReadingOrder;
