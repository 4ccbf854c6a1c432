/** Stage 00, bytes: judged by what pure functions return, and by what they refuse. */
@ReadingOrder({RemainingLengthChecks.class, EncodingTextChecks.class, DecodingTextChecks.class, FixedHeaderChecks.class})
package mqttlab.suites.broker.stage00;

import mqttlab.testkit.check.ReadingOrder;
