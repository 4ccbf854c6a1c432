/** Kinds of failure, and what to advise about each. Everything that ends a check with a failure says which kind it is. */
package mqttlab.testkit.failure;
