package mqttlab.suites.lab05;

import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Change.What;

/** Another member of the team, who is no student's object: what it does, the broker has when the method returns. */
final class Other {

    private final Office office;
    private final String name;
    private long number;

    /** @param number of its last change before */
    Other(Office office, String name, long number) {
        this.office = office;
        this.name = name;
        this.number = number;
    }

    String name() {
        return name;
    }

    /** That it adds if it adds one with its next change, or with the one after so many. */
    String task(int next) {
        return name + "-" + (number + next);
    }

    Change adds(String title) {
        String task = task(1);
        number++;
        return says(new Change(name, number, What.ADDED, task, title));
    }

    Change completes(String task) {
        number++;
        return says(new Change(name, number, What.DONE, task, ""));
    }

    /** Adds a task that somebody has added before. */
    Change addsAgain(String task, String title) {
        number++;
        return says(new Change(name, number, What.ADDED, task, title));
    }

    /** Its next change has a number that is so much greater. */
    void skips(long numbers) {
        number += numbers;
    }

    /** What it has said before, perhaps. */
    Change says(Change change) {
        office.says(office.topic(name), Office.text(change));
        return change;
    }
}
