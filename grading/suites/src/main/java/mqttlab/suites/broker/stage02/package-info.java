/**
 * Stage 02, publish and subscribe: QoS 0, exact topics, many connections, judged by what subscribers get.
 *
 * <p>A broker of this stage may grant any QoS; the suite asks for QoS 0 and publishes with it.
 */
@ReadingOrder({SubscribingChecks.class, MessageChecks.class, RoutingChecks.class, ConnectionsChecks.class,
        SleepersChecks.class, LeavingChecks.class, AtOnceChecks.class})
package mqttlab.suites.broker.stage02;

import mqttlab.testkit.check.ReadingOrder;
