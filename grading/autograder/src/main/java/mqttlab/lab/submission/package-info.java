/**
 * What students hand in: {@link mqttlab.lab.submission.Submissions} finds the submissions in a folder,
 * {@link mqttlab.lab.submission.Contents} lists and reads one without unpacking it, and
 * {@link mqttlab.lab.submission.HandedIn} takes from it the files that are a student's own.
 */
package mqttlab.lab.submission;
