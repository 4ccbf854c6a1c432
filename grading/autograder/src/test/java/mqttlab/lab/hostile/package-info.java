/** Grades the submissions of grading/hostile, each of which attacks the grader, in a cage. */
package mqttlab.lab.hostile;
