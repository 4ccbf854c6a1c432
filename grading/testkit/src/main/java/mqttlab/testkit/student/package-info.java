/**
 * Running a student's code: in this JVM, so that a breakpoint works, or in a JVM of its own, so that nothing it does can
 * reach the assertions.
 *
 * <p>A suite asks a {@link mqttlab.testkit.student.StudentRun} for an interface of the contracts and gets the student's
 * object. Between two JVMs its calls travel as JSON over a {@link mqttlab.testkit.student.Channel}; readers and listeners
 * that a suite passes in are called back over the same channel. What goes wrong comes out as a
 * {@link mqttlab.testkit.student.StudentFault}.
 */
package mqttlab.testkit.student;
