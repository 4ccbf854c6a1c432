/**
 * Stage 07, sessions: what a broker keeps of a client that did not ask for a clean session, while it is connected and while it is
 * away, and what becomes of it when another client comes with the same identifier.
 *
 * <p>Whether QoS 0 is kept for those who are away, and what a full queue drops, is the broker's choice. When a broker notices
 * that a client has gone is its own affair, too: until then, messages are under way to it, and come with DUP when it is back.
 */
@ReadingOrder({ComingBackChecks.class, AwayChecks.class, UnderWayChecks.class, AgainAndAgainChecks.class, EndingChecks.class,
    TakeOverChecks.class, FightChecks.class, MemoryChecks.class})
package mqttlab.suites.broker.stage07;

import mqttlab.testkit.check.ReadingOrder;
