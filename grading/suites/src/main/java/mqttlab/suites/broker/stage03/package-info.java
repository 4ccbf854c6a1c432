/** Stage 03, topic filters: wildcards, hidden topics, unsubscribing, and many subscriptions at once. */
@ReadingOrder({OneLevelChecks.class, AllLevelsChecks.class, HiddenTopicsChecks.class, CharactersChecks.class,
        MalformedFiltersChecks.class, UnsubscribingChecks.class, SubscriptionsChecks.class, CrowdChecks.class})
package mqttlab.suites.broker.stage03;

import mqttlab.testkit.check.ReadingOrder;
