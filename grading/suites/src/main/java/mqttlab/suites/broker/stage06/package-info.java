/**
 * Stage 06, QoS 2: four packets for each message, in both directions, and what both sides remember between them.
 *
 * <p>Whether a message is delivered when its PUBLISH has come or when its PUBREL has is the broker's choice (section 4.3.3): each
 * check waits for the PUBCOMP. All sessions are clean ones. What outlives a connection is stage 07's.
 */
@ReadingOrder({TakingOverChecks.class, CutChecks.class, HandingOnChecks.class, RetainedChecks.class, IdentifiersChecks.class,
    WindowChecks.class, StepsChecks.class, FloodChecks.class})
package mqttlab.suites.broker.stage06;

import mqttlab.testkit.check.ReadingOrder;
