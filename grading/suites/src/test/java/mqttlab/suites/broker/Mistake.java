package mqttlab.suites.broker;

import java.util.Set;

/** What a {@link SmallBroker} may get wrong, and the checks that must find it; what depends on these is not run. */
enum Mistake {

    // ---- stage 01
    ANSWERS_CONNECT_WITH_SESSION_PRESENT(1, "acceptsAConnect"),
    DOES_NOT_ANSWER_PINGS(1, "answersPings"),
    STAYS_AFTER_DISCONNECT(1, "closesAfterADisconnect"),
    TAKES_PASSWORDS_FOR_TEXT(1, "acceptsEveryField"),
    REFUSES_EMPTY_IDENTIFIERS(1, "acceptsNamelessClients"),
    ACCEPTS_EMPTY_IDENTIFIERS(1, "refusesNamelessSessions"),
    ACCEPTS_ALL_LEVELS(1, "refusesOtherLevels"),
    GOES_ON_AFTER_A_REFUSAL(1, "refusesNamelessSessions", "refusesOtherLevels"),
    TAKES_A_READ_FOR_A_PACKET(1, "putsAConnectTogether"),
    FORGETS_WHAT_WAS_GLUED(1, "takesGluedPacketsApart"),
    ONE_CLIENT_AT_A_TIME(1, "acceptsNamelessClients", "putsAConnectTogether", "servesManyAtATime", "isNotHeldUp",
            "survivesBrokenConnections"),
    READS_THE_CONNECT_WHILE_ACCEPTING(1, "isNotHeldUp"),
    ENDS_WITH_A_BROKEN_CONNECTION(1, "survivesBrokenConnections"),
    TALKS_TO_STRANGERS(1, "wantsAConnectFirst"),
    TAKES_A_SECOND_CONNECT(1, "takesOneConnectOnly"),
    TAKES_ANY_PROTOCOL_NAME(1, "wantsTheProtocolName"),
    TAKES_THE_RESERVED_FLAG(1, "wantsTheReservedFlagUnset"),
    TAKES_ANY_CONNECT_FLAGS(1, "wantsFlagsThatMakeSense"),
    TAKES_WHAT_IS_LEFT_OVER(1, "wantsFieldsThatFillThePacket"),
    TAKES_ANY_FLAGS(1, "wantsTheFlagsOfTheFixedHeader"),
    TAKES_A_LENGTH_OF_FIVE_BYTES(1, "wantsALengthOfFourBytesAtMost"),
    PASSES_OVER_UNKNOWN_TYPES(1, "wantsPacketsThatAClientMaySend"),

    // ---- stage 02
    COUNTS_SUBSCRIBES_ITSELF(2, "answersSubscribe"),
    READS_ONE_FILTER(2, "grantsEachFilter", "keepsAllSubscriptions"),
    TAKES_A_SUBSCRIBE_WITH_ANY_FLAGS(2, "wantsTheFlagsOfSubscribe"),
    TAKES_A_SUBSCRIBE_WITHOUT_FILTERS(2, "wantsATopicFilter"),
    GRANTS_ANY_QOS(2, "wantsAQosThatExists"),
    TAKES_PACKET_IDENTIFIER_0(2, "wantsAPacketIdentifier"),
    DELIVERS_WITH_A_FLAG(2, "delivers"),
    DROPS_EMPTY_PAYLOADS(2, "deliversEmptyPayloads"),
    TAKES_PAYLOADS_FOR_TEXT(2, "deliversAnyBytes", "deliversLongPayloads"),
    WRITES_LENGTHS_OF_TWO_BYTES(2, "deliversLongPayloads"),
    NORMALISES_TOPICS(2, "deliversOnTopicsInUnicode"),
    TAKES_WILDCARDS_FOR_TOPICS(2, "wantsATopicName"),
    TAKES_QOS_3(2, "wantsWellFormedPublishes"),
    COMPARES_THE_BEGINNINGS_OF_TOPICS(2, "deliversOnTheExactTopicOnly"),
    IGNORES_THE_CASE_OF_TOPICS(2, "deliversOnTheExactTopicOnly"),
    DELIVERS_TO_EVERYBODY(2, "deliversOnTheExactTopicOnly", "deliversToSubscribersOnly", "deliversOnTopicsInUnicode",
            "forgetsSubscriptions", "isNotHeldUpByASleeper"),
    KEEPS_ONE_SUBSCRIBER(2, "deliversToAllSubscribers"),
    KEEPS_ONE_SUBSCRIPTION(2, "keepsAllSubscriptions"),
    LEAVES_OUT_THE_PUBLISHER(2, "deliversToThePublisher"),
    SUBSCRIBES_LATER(2, "deliversRightBehindTheSubscribe"),
    MIXES_UP_THE_ORDER(2, "keepsTheOrder"),
    DROPS_A_PACKET_THAT_IS_NOT_WHOLE(2, "putsPacketsTogether", "deliversLongPayloads", "isNotHeldUpByASleeper"),
    PUBLISHER_FALLS_WITH_SUBSCRIBER(2, "survivesSubscribersThatLeave", "forgetsSubscriptions"),
    KEEPS_SUBSCRIPTIONS_OF_THE_GONE(2, "forgetsSubscriptions"),
    PUBLISHER_WAITS_FOR_SUBSCRIBERS(2, "isNotHeldUpByASleeper");

    private final int stage;
    private final Set<String> caught;

    Mistake(int stage, String... caught) {
        this.stage = stage;
        this.caught = Set.of(caught);
    }

    int stage() {
        return stage;
    }

    /** The ids of the checks that find it. */
    Set<String> caught() {
        return caught;
    }
}
