/**
 * Stage 08, keep alive and will: noticing that a client has gone, and saying so for it.
 *
 * <p>Times are read off the trace, where both ends of a silence are noted by the grader's own clock. That a client is not ended
 * too early is exact, but for the steps in which a broker's clock may count: what was sent is noted before the broker can have
 * it, and an end after the broker has made it. How late a broker may notice, the standard leaves open: {@link Silence} waits
 * long. Where a client of the grader's has to talk in time, {@link Rhythm} judges nothing that the grader itself was late for.
 */
@ReadingOrder({KeepAliveChecks.class, SilenceChecks.class, FiringChecks.class, NotFiringChecks.class, MessageChecks.class,
    CrowdChecks.class})
package mqttlab.suites.broker.stage08;

import mqttlab.testkit.check.ReadingOrder;
