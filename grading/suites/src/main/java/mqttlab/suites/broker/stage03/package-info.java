/**
 * Stage 03, topic filters: wildcards, hidden topics, unsubscribing, and subscriptions that are many, deep, short-lived, or all
 * made at once.
 */
@ReadingOrder({OneLevelChecks.class, AllLevelsChecks.class, HiddenTopicsChecks.class, CharactersChecks.class,
        MalformedFiltersChecks.class, UnsubscribingChecks.class, SubscriptionsChecks.class, CrowdChecks.class, DepthChecks.class,
        TurnoverChecks.class, ConcurrencyChecks.class})
package mqttlab.suites.broker.stage03;

import mqttlab.testkit.check.ReadingOrder;
