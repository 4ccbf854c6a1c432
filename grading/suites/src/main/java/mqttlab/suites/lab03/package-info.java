/**
 * Lab 03, quality of service: the tap cuts connections at chosen packets. Judged by what then passes, by what the broker passes
 * on to others, and by the orders that a desk executes.
 */
@ReadingOrder({SendingChecks.class, WaitingChecks.class, TakingUpChecks.class, ReceivingChecks.class, OnceChecks.class,
    PricesChecks.class})
package mqttlab.suites.lab03;

import mqttlab.testkit.check.ReadingOrder;
