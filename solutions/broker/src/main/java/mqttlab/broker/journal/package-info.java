/** What survives a crash: stage 10. A history of changes in files, written by one thread for all. */
package mqttlab.broker.journal;
