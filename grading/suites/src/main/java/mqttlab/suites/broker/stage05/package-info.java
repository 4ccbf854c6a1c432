/**
 * Stage 05, QoS 1: what a broker confirms, what it sends until it is confirmed, and what may wait for whom.
 *
 * <p>All sessions are clean ones. What outlives a connection is stage 07's.
 */
@ReadingOrder({TakingOverChecks.class, HandingOnChecks.class, IdentifiersChecks.class, WindowChecks.class, RetainedChecks.class,
        FloodChecks.class})
package mqttlab.suites.broker.stage05;

import mqttlab.testkit.check.ReadingOrder;
