/** Stage 01, hello: a broker that lets clients in, answers them and lets them go, judged by what it says on a socket. */
package mqttlab.suites.broker.stage01;
