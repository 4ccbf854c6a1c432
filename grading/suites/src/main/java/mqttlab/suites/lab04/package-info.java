/**
 * Lab 04, retained messages and last will: judged by what beacons say, by what latecomers find, also after the tap
 * has cut a connection, and by what a board shows.
 */
@ReadingOrder({ArrivingChecks.class, LeavingChecks.class, KnownChecks.class, ShowingChecks.class, BusyChecks.class,
    NowChecks.class, ComingBackChecks.class, VisitChecks.class})
package mqttlab.suites.lab04;

import mqttlab.testkit.check.ReadingOrder;
