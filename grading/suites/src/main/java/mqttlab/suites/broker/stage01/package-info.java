/** Stage 01, hello: a broker that lets clients in, answers them and lets them go, judged by what it says on a socket. */
@ReadingOrder({ConnectingChecks.class, StreamChecks.class, ManyClientsChecks.class, ConnectFieldsChecks.class,
    MalformedConnectChecks.class, RefusalChecks.class})
package mqttlab.suites.broker.stage01;

import mqttlab.testkit.check.ReadingOrder;
