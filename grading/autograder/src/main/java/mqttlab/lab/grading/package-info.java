/** Grading a lab: compiles a student's code, runs the lab's checks on it in JVMs of its own, and counts the points. */
package mqttlab.lab.grading;
