/**
 * Lab 05, sessions and reconnection: members of a team lose connections, sessions, brokers and their own programs. Judged by what
 * passes, by how long they ask their clock to pause, and by what they are told in all their programs together.
 */
@ReadingOrder({JoiningChecks.class, ComingBackChecks.class, SubscribingChecks.class, HearingChecks.class, MissingChecks.class,
    OfflineChecks.class, RestartChecks.class, DisasterChecks.class})
package mqttlab.suites.lab05;

import mqttlab.testkit.check.ReadingOrder;
