/** Stage 04, retained messages: who gets them and when, what clears them, and what leaves them alone. */
@ReadingOrder({RetainingChecks.class, FiltersChecks.class, ClearingChecks.class, SubscribersChecks.class})
package mqttlab.suites.broker.stage04;

import mqttlab.testkit.check.ReadingOrder;
