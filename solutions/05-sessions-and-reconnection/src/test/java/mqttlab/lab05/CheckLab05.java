package mqttlab.lab05;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Runs the checks of lab 05 on the classes beside it, in this JVM: start it from an IDE, and set breakpoints. */
@Suite
@SelectPackages("mqttlab.suites.lab05")
@IncludeClassNamePatterns(".+Checks")
class CheckLab05 {
}
