/**
 * Stage 04, retained messages: who gets them and when, what clears them, what leaves them alone, and what becomes of them
 * when they are many, or change just then.
 */
@ReadingOrder({RetainingChecks.class, FiltersChecks.class, ClearingChecks.class, SubscribersChecks.class, SizeChecks.class,
        RaceChecks.class, TurnoverChecks.class, DepthChecks.class})
package mqttlab.suites.broker.stage04;

import mqttlab.testkit.check.ReadingOrder;
