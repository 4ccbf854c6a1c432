/**
 * Stage 02, publish and subscribe: QoS 0, exact topics, many connections, judged by what subscribers get.
 *
 * <p>A broker of this stage may grant any QoS; the suite asks for QoS 0 and publishes with it.
 */
package mqttlab.suites.broker.stage02;
