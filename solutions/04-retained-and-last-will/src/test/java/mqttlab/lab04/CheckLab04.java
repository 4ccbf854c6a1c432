package mqttlab.lab04;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Runs the checks of lab 04 on the classes beside it, in this JVM: start it from an IDE, and set breakpoints. */
@Suite
@SelectPackages("mqttlab.suites.lab04")
@IncludeClassNamePatterns(".+Checks")
class CheckLab04 {
}
