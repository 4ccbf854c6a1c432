/** TLS for the listeners: from the PEM files of an administrator to an encrypted connection. */
package mqttlab.broker.tls;
