package mqttlab.lab.submission;

/** What one student has handed in. */
public sealed interface Submission permits FolderSubmission, ZipSubmission {

    /** Whose it is: the name of the folder or of the zip. */
    String student();

    /** The same submission under another name. */
    Submission named(String student);

    /** @throws UnusableSubmission if nothing can be read of it at all */
    Contents open() throws UnusableSubmission;
}
