package mqttlab.suites.broker;

import java.util.List;
import java.util.Optional;

/**
 * A check that a broker of this kind does not pass, and why that is the broker's choice and not the check's mistake.
 *
 * @param rule   the clause or section that it is about: the one that is broken, or the one that leaves the choice
 * @param always whether it fails each time; otherwise sometimes, and the reason says when
 */
record Deviation(String kind, String stage, String check, String rule, String reason, boolean always) {

    private static final String MOQUETTE = "embedded";
    private static final String OLD_MOSQUITTO = "Mosquitto 2.0.11 passes over the flags of a PINGREQ, later ones do not";
    private static final String FIRST_FILTER = "it sends one copy, with the QoS of the filter that it finds first";
    private static final String NEXT_IDENTIFIER = "it takes the next identifier, whether or not it is in use";
    private static final String DUP_IS_KNOWN = "it acknowledges a message with DUP, and delivers it to nobody";
    private static final String TWENTY_UNRELEASED = "beyond 20 messages that are not released, 2.0.11 answers with a PUBREC and "
            + "drops the message; some later ones close";
    private static final String COUNTED_PUBCOMPS = "it counts a PUBCOMP for nothing as room, and the next message takes it, "
            + "before those that wait";
    private static final String AFTER_FIVE_SECONDS =
            "it sends again what has had no acknowledgement for 5 s, not always in order, and not because its client is back";
    private static final String TWO_COPIES = "it closes when a PUBLISH comes a third time before its PUBREL";
    private static final String NINETY_SECONDS = "it gives a connection 90 s for its CONNECT";
    private static final String HALF_A_SECOND =
            "it counts whole seconds, and an odd keep alive may end half a second early; seldom, as it looks every 6 s";
    private static final String CONNECTED_TWICE = "it closes at a second CONNECT, and the will of the first is lost";
    private static final String RESUMED = "it throws the will away when another connection goes on with the session";

    private static final List<Deviation> DOCUMENTED = List.of(
            always(MOQUETTE, "stage01", "refusesOtherLevels", "MQTT-3.1.2-2", "it closes without a CONNACK"),
            always(MOQUETTE, "stage01", "wantsAConnectFirst", "MQTT-3.1.0-1", "it answers a PINGREQ before any CONNECT"),
            always(MOQUETTE, "stage01", "wantsFlagsThatMakeSense", "MQTT-3.1.2-14",
                    "a will with QoS 3 gets no answer, and no end"),
            always(MOQUETTE, "stage01", "wantsFieldsThatFillThePacket", "MQTT-3.1.3-3",
                    "a CONNECT without an identifier gets no answer, and no end"),
            always(MOQUETTE, "stage01", "wantsTextThatIsText", "MQTT-1.5.3-1", "it takes identifiers that are no UTF-8"),
            always(MOQUETTE, "stage01", "wantsPacketsThatAClientMaySend", "MQTT-4.8.0-1", "it passes over some of them"),
            sometimes(MOQUETTE, "stage01", "wantsPingsThatAreBare", "MQTT-4.8.0-1",
                    "it may answer a PINGREQ with bytes behind it before it closes"),
            sometimes("container", "stage01", "wantsPingsThatAreBare", "MQTT-2.2.2-2", OLD_MOSQUITTO),
            sometimes("process", "stage01", "wantsPingsThatAreBare", "MQTT-2.2.2-2", OLD_MOSQUITTO),
            always(MOQUETTE, "stage02", "wantsATopicFilter", "MQTT-3.8.3-3", "it answers with an empty SUBACK"),
            always(MOQUETTE, "stage02", "wantsAQosThatExists", "MQTT-3.8.3-4", "it passes over reserved bits"),
            always(MOQUETTE, "stage02", "wantsWellFormedPublishes", "MQTT-1.5.3-2", "it takes a topic with a U+0000"),
            always(MOQUETTE, "stage02", "wantsWellFormedFilters", "MQTT-1.5.3-2", "it takes a filter with a U+0000"),
            sometimes(MOQUETTE, "stage02", "keepsWhoSubscribesWhenOthersLeave", "MQTT-3.3.2-3",
                    "a subscription to a topic gets lost when it is made while the last one before it is removed"),
            sometimes(MOQUETTE, "stage02", "deliversWhileOthersComeAndGo", "MQTT-4.5.0-1",
                    "it looks through all subscriptions for each one of a client that goes, and others wait meanwhile, on some "
                            + "days for longer than the check"),
            always(MOQUETTE, "stage03", "hiddenTopicsAreHeardByName", "section 4.7.2",
                    "a server should keep clients from talking to each other on $-topics; Moquette does"),
            always(MOQUETTE, "stage03", "misplacedHashCloses", "MQTT-4.8.0-1", "it refuses a malformed filter in its SUBACK"),
            always(MOQUETTE, "stage03", "misplacedPlusCloses", "MQTT-4.8.0-1", "it refuses a malformed filter in its SUBACK"),
            always(MOQUETTE, "stage03", "emptyFilterCloses", "MQTT-4.8.0-1", "it refuses an empty filter in its SUBACK"),
            always(MOQUETTE, "stage03", "noFilterCloses", "MQTT-3.10.3-2", "it takes an UNSUBSCRIBE without a filter"),
            always(MOQUETTE, "stage03", "slashesAtTheEdges", "section 4.7.1.1", "the topics / and // are one for it"),
            always(MOQUETTE, "stage03", "malformedUnsubscribeCloses", "MQTT-4.8.0-1",
                    "an UNSUBSCRIBE whose filter is cut off gets no answer, and no end"),
            always(MOQUETTE, "stage03", "deepTopics", "MQTT-3.10.4-4",
                    "it grants a filter of 1,000 levels, and never answers the UNSUBSCRIBE"),
            sometimes(MOQUETTE, "stage03", "amongMany", "section 4.7.1.1",
                    "several empty levels at the end of a topic are one for it, and few of the check's random topics end so"),
            always(MOQUETTE, "stage04", "goesToALaterSubscriber", "MQTT-3.3.1-7",
                    "a server may drop a retained message of QoS 0 at any time; Moquette does at once"),
            always("container", "stage05", "overlappingFilters", "MQTT-3.3.5-1", FIRST_FILTER),
            always("process", "stage05", "overlappingFilters", "MQTT-3.3.5-1", FIRST_FILTER),
            always("container", "stage05", "identifierOfTheSlowest", "MQTT-2.3.1-4", NEXT_IDENTIFIER),
            always("process", "stage05", "identifierOfTheSlowest", "MQTT-2.3.1-4", NEXT_IDENTIFIER),
            always(MOQUETTE, "stage05", "identifierOfTheSlowest", "MQTT-2.3.1-4", NEXT_IDENTIFIER),
            always(MOQUETTE, "stage05", "takesTheSameIdentifierAgain", "MQTT-4.3.2-2", DUP_IS_KNOWN),
            always(MOQUETTE, "stage05", "flagsAreNotPassedOn", "MQTT-4.3.2-2", DUP_IS_KNOWN),
            always(MOQUETTE, "stage05", "acknowledgesNothingMalformed", "MQTT-4.8.0-1",
                    "a PUBLISH without its identifier gets no answer, and no end"),
            always(MOQUETTE, "stage05", "retainsTheQos", "MQTT-3.3.1-7",
                    "a server may drop a retained message of QoS 0 at any time; Moquette does at once"),
            sometimes(MOQUETTE, "stage05", "pubacksForNothing", "MQTT-4.8.0-1",
                    "a PUBCOMP makes room as a PUBACK does; what is sent then comes before the PINGRESP or behind it"),
            always("container", "stage06", "arrivesOnceHoweverOften", "MQTT-4.3.3-2", TWO_COPIES),
            always("process", "stage06", "arrivesOnceHoweverOften", "MQTT-4.3.3-2", TWO_COPIES),
            always("container", "stage06", "overlappingFilters", "MQTT-3.3.5-1", FIRST_FILTER),
            always("process", "stage06", "overlappingFilters", "MQTT-3.3.5-1", FIRST_FILTER),
            always("container", "stage06", "identifierUntilPubcomp", "MQTT-2.3.1-4", NEXT_IDENTIFIER),
            always("process", "stage06", "identifierUntilPubcomp", "MQTT-2.3.1-4", NEXT_IDENTIFIER),
            always(MOQUETTE, "stage06", "identifierUntilPubcomp", "MQTT-2.3.1-4", NEXT_IDENTIFIER),
            sometimes("container", "stage06", "unreleasedCostsLittle", "MQTT-4.3.3-2", TWENTY_UNRELEASED),
            sometimes("process", "stage06", "unreleasedCostsLittle", "MQTT-4.3.3-2", TWENTY_UNRELEASED),
            always("container", "stage06", "stepsThatAreNotDue", "MQTT-4.6.0-6", COUNTED_PUBCOMPS),
            always("process", "stage06", "stepsThatAreNotDue", "MQTT-4.6.0-6", COUNTED_PUBCOMPS),
            sometimes(MOQUETTE, "stage06", "stepsThatAreNotDue", "MQTT-4.3.3-1",
                    "a PUBACK, or a PUBCOMP before the PUBREC, ends an exchange, and what waits follows at some time"),
            always(MOQUETTE, "stage06", "retainsTheQos", "MQTT-4.3.3-2", "a PUBLISH that comes again is retained again"),
            always(MOQUETTE, "stage06", "takesNewOnesWithDup", "MQTT-4.3.3-2", DUP_IS_KNOWN),
            always(MOQUETTE, "stage06", "isItsOwnDelivery", "MQTT-4.3.3-2", DUP_IS_KNOWN),
            always(MOQUETTE, "stage06", "isForgottenAfterACut", "MQTT-4.3.3-2", DUP_IS_KNOWN),
            always(MOQUETTE, "stage06", "arrivesOnceWithoutDup", "MQTT-4.3.3-2", "what comes again without DUP is new for it"),
            always(MOQUETTE, "stage06", "acknowledgesNothingMalformed", "MQTT-4.8.0-1",
                    "a PUBLISH without its identifier gets no answer, and no end"),
            sometimes(MOQUETTE, "stage06", "comesBackToNothing", "MQTT-3.8.4-1",
                    "a PUBCOMP that it looks at when its connection is gone ends one of its threads, and half of its clients get "
                            + "no answer any more"),
            always(MOQUETTE, "stage07", "comesAgain", "MQTT-4.4.0-1", AFTER_FIVE_SECONDS),
            sometimes(MOQUETTE, "stage07", "keepsItsOrder", "MQTT-4.4.0-1", AFTER_FIVE_SECONDS),
            sometimes(MOQUETTE, "stage07", "remembersWhatCame", "MQTT-4.3.3-2",
                    "it closes when a PUBLISH comes again whose first copy came right before the end of the old connection"),
            sometimes(MOQUETTE, "stage07", "sessionPresent", "MQTT-3.1.2-6",
                    "a clean session that was cut off is found again by a CONNECT that comes before it has noticed the cut"),
            always("container", "stage08", "neverConnects", "section 3.1.4", NINETY_SECONDS),
            always("process", "stage08", "neverConnects", "section 3.1.4", NINETY_SECONDS),
            sometimes("container", "stage08", "noneAndLong", "MQTT-3.1.2-24", HALF_A_SECOND),
            sometimes("process", "stage08", "noneAndLong", "MQTT-3.1.2-24", HALF_A_SECOND),
            always("container", "stage08", "whenItConnectsTwice", "MQTT-3.1.2-8", CONNECTED_TWICE),
            always("process", "stage08", "whenItConnectsTwice", "MQTT-3.1.2-8", CONNECTED_TWICE),
            always("container", "stage08", "whenTheSessionGoesOn", "MQTT-3.1.2-8", RESUMED),
            always("process", "stage08", "whenTheSessionGoesOn", "MQTT-3.1.2-8", RESUMED),
            always(MOQUETTE, "stage08", "neverConnects", "section 3.1.4", "each byte gives a connection 10 s more"),
            always(MOQUETTE, "stage08", "whenItConnectsTwice", "MQTT-3.1.2-8", "it publishes the will of the second CONNECT"),
            sometimes(MOQUETTE, "stage08", "whenTakenOver", "section 3.1.4",
                    "now and then the will comes behind the first message of the newcomer"),
            always(MOQUETTE, "stage08", "whenTheSessionGoesOn", "MQTT-3.1.2-8", RESUMED),
            always(MOQUETTE, "stage08", "refusedHasNone", "MQTT-3.3.2-2", "it publishes a will on a topic with wildcards"),
            always(MOQUETTE, "stage08", "retained", "MQTT-3.1.2-17", "it publishes a will, and does not retain it"),
            sometimes(MOQUETTE, "stage08", "forgetsTheGone", "section 3.14",
                    "it sends a DISCONNECT to a client that has taken over, and then says goodbye"));

    static Optional<Deviation> of(String kind, String stage, String check) {
        return DOCUMENTED.stream()
                .filter(each -> each.kind.equals(kind) && each.stage.equals(stage) && each.check.equals(check))
                .findFirst();
    }

    static List<Deviation> in(String stage) {
        return DOCUMENTED.stream().filter(each -> each.stage.equals(stage)).toList();
    }

    private static Deviation always(String kind, String stage, String check, String rule, String reason) {
        return new Deviation(kind, stage, check, rule, reason, true);
    }

    private static Deviation sometimes(String kind, String stage, String check, String rule, String reason) {
        return new Deviation(kind, stage, check, rule, reason, false);
    }

    @Override
    public String toString() {
        return "%s fails %s of %s: %s: %s".formatted(kind, check, stage, rule, reason);
    }
}
