/**
 * MQTT over WebSocket (section 6 of the standard, RFC 6455), the server's side: under it lies any pair of streams, on top
 * of it another pair, so that the broker reads and writes MQTT packets as it does on plain TCP.
 */
package mqttlab.broker.websocket;
