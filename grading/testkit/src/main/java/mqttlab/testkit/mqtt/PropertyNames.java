package mqttlab.testkit.mqtt;

/** The names of MQTT 5's properties, table 2-4 of that standard. */
final class PropertyNames {

    private PropertyNames() {
    }

    static String of(int id) {
        return switch (id) {
            case 1 -> "payloadFormatIndicator";
            case 2 -> "messageExpiryInterval";
            case 3 -> "contentType";
            case 8 -> "responseTopic";
            case 9 -> "correlationData";
            case 11 -> "subscriptionIdentifier";
            case 17 -> "sessionExpiryInterval";
            case 18 -> "assignedClientIdentifier";
            case 19 -> "serverKeepAlive";
            case 21 -> "authenticationMethod";
            case 22 -> "authenticationData";
            case 23 -> "requestProblemInformation";
            case 24 -> "willDelayInterval";
            case 25 -> "requestResponseInformation";
            case 26 -> "responseInformation";
            case 28 -> "serverReference";
            case 31 -> "reasonString";
            case 33 -> "receiveMaximum";
            case 34 -> "topicAliasMaximum";
            case 35 -> "topicAlias";
            case 36 -> "maximumQoS";
            case 37 -> "retainAvailable";
            case 38 -> "userProperty";
            case 39 -> "maximumPacketSize";
            case 40 -> "wildcardSubscriptionAvailable";
            case 41 -> "subscriptionIdentifierAvailable";
            case 42 -> "sharedSubscriptionAvailable";
            default -> "property " + id;
        };
    }
}
