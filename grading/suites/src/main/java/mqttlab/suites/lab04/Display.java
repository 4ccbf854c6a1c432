package mqttlab.suites.lab04;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.contracts.presence.Board;
import mqttlab.contracts.presence.Sighting;
import mqttlab.contracts.presence.Status;
import mqttlab.suites.lab04.Told.Called;
import mqttlab.suites.lab04.Told.Greeted;
import mqttlab.suites.lab04.Told.Removed;
import mqttlab.suites.lab04.Told.Shown;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceFailure;

/** A screen of the suite's, which keeps what it was told. */
record Display(Trace trace, String title, Recipient<Told> told) implements Board.Screen {

    static Display of(Scene scene, String title) {
        return new Display(scene.trace(), title, scene.recipient(title, Told::toString));
    }

    @Override
    public void show(Sighting sighting) {
        told.accept(new Shown(sighting));
    }

    @Override
    public void remove(String site, String name) {
        told.accept(new Removed(site, name));
    }

    @Override
    public void greet(String site, String name) {
        told.accept(new Greeted(site, name));
    }

    @Override
    public void called(String site, String name, String text) {
        told.accept(new Called(site, name, text));
    }

    /** For the history: what it is called. */
    @Override
    public String toString() {
        return title;
    }

    // ---- what it was told: nothing is said here of what the suite's sentinels are about

    /** All so far that is shown or removed. */
    private static List<Told> sights(List<Told> all) {
        return all.stream().filter(each -> each instanceof Shown || each instanceof Removed).filter(Display::counts).toList();
    }

    private static boolean counts(Told told) {
        return !told.name().startsWith(Site.SENTINEL);
    }

    /** It has been shown these things, and whatever came before this sentinel, and nothing else. */
    void wasShown(String sentinel, Told... expected) {
        List<Told> came = sights(awaitSentinel(sentinel));
        trace.require(came.equals(List.of(expected)), title + " is told, one after the other: " + List.of(expected),
                "it was told " + came);
    }

    /** Of what happens now, it has been told this and nothing else. */
    void wasToldNow(String sentinel, Told... expected) {
        List<Told> came = awaitSentinel(sentinel).stream().filter(each -> each instanceof Greeted || each instanceof Called)
                .filter(Display::counts).toList();
        trace.require(came.equals(List.of(expected)), title + " is told of what happens now: " + List.of(expected),
                "it was told " + came);
    }

    /** It has been told these things, of either kind, and whatever came before this sentinel, and nothing else. */
    void wasTold(String sentinel, Told... expected) {
        List<Told> came = awaitSentinel(sentinel).stream().filter(Display::counts).toList();
        trace.require(came.equals(List.of(expected)), title + " is told, one after the other: " + List.of(expected),
                "it was told " + came);
    }

    /** All so far, as soon as what was said last of all is among it. */
    List<Told> awaitSentinel(String sentinel) {
        List<Told> all = List.of();
        while (all.stream().noneMatch(each -> each.name().equals(sentinel))) {
            try {
                all = told.await(all.size() + 1);
            } catch (TraceFailure nothingMore) {
                throw trace.failure("%s is told of %s, of whom something was said last of all".formatted(title, sentinel),
                        all.isEmpty() ? "it was told nothing" : "the last that it was told is: " + all.getLast());
            }
        }
        return all;
    }

    /** Waits until these are what it shows, and nothing else; how it came to that is left open. */
    void showsInTheEnd(Sighting... expected) {
        List<Sighting> due = inOrder(List.of(expected));
        List<Told> all = List.of();
        while (!now(all).equals(due)) {
            try {
                all = told.await(all.size() + 1);
            } catch (TraceFailure nothingMore) {
                throw trace.failure(title + " shows in the end: " + texts(due), "it shows " + texts(now(all)));
            }
        }
    }

    /** The same, when all that was said before this sentinel has come. */
    void shows(String sentinel, Sighting... expected) {
        List<Sighting> now = now(awaitSentinel(sentinel));
        trace.require(now.equals(inOrder(List.of(expected))), title + " shows " + texts(inOrder(List.of(expected))),
                "it shows " + texts(now));
    }

    /** Of all that it was told so far. */
    void showsNobodyAsHere() {
        List<Sighting> here = now(told.await(0)).stream().filter(each -> each.status() == Status.HERE).toList();
        trace.require(here.isEmpty(), title + " shows nobody as here", "it shows " + texts(here));
    }

    private static List<Sighting> now(List<Told> all) {
        TreeMap<String, Sighting> now = new TreeMap<>();
        for (Told each : sights(all)) {
            if (each instanceof Shown shown) {
                now.put(key(shown.sighting()), shown.sighting());
            } else {
                now.remove(each.site() + "/" + each.name());
            }
        }
        return List.copyOf(now.values());
    }

    private static List<Sighting> inOrder(List<Sighting> sightings) {
        return List.copyOf(sightings.stream().collect(Collectors.toMap(Display::key, each -> each, (one, other) -> other,
                TreeMap::new)).values());
    }

    private static String key(Sighting sighting) {
        return sighting.site() + "/" + sighting.name();
    }

    private static List<String> texts(List<Sighting> sightings) {
        return sightings.stream().map(each -> new Shown(each).toString()).toList();
    }

    /** It never was told such a thing so far. */
    void neverWas(String what, Predicate<Told> unwanted) {
        Stream<Told> all = told.await(0).stream();
        all.filter(unwanted).findFirst().ifPresent(each -> {
            throw trace.failure(title + " is never told " + what, "it was told: " + each);
        });
    }
}
