/**
 * Compiling a student's sources, in this process: {@link mqttlab.lab.compile.Project} finds them,
 * {@link mqttlab.lab.compile.StudentCompiler} compiles them, and what the compiler has to say comes out as
 * {@link mqttlab.lab.compile.Problem}s, never as an exception.
 */
package mqttlab.lab.compile;
