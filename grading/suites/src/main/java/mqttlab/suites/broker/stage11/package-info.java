/**
 * Stage 11, resilience: hostile clients. Whatever one of them does, those who have nothing to do with it are served.
 *
 * <p>What a broker does with such a client is its own affair: it may serve it, make it wait, or close its connection. None of
 * this costs points; to be gone, or out of memory, or silent towards others does.
 */
@ReadingOrder({LargePacketsChecks.class, KeepingChecks.class, ComingAndGoingChecks.class, NonsenseChecks.class})
package mqttlab.suites.broker.stage11;

import mqttlab.testkit.check.ReadingOrder;
