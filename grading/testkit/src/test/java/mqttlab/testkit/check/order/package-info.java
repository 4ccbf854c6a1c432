/** Suites that are not in the order of their names. */
@ReadingOrder({SecondChecks.class, FirstChecks.class})
package mqttlab.testkit.check.order;

import mqttlab.testkit.check.ReadingOrder;
