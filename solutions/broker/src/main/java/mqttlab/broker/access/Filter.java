package mqttlab.broker.access;

/** A topic filter. */
record Filter(String text) {

    Filter {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a topic filter has at least one character"); // [MQTT-4.7.3-1]
        }
        String[] levels = text.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            // [MQTT-4.7.1-2]
            if (levels[i].contains("#") && !(levels[i].equals("#") && i == levels.length - 1)) {
                throw new IllegalArgumentException("# must be the last level, alone");
            }
            // [MQTT-4.7.1-3]
            if (levels[i].contains("+") && !levels[i].equals("+")) {
                throw new IllegalArgumentException("+ must be alone in its level");
            }
        }
    }

    boolean matches(String topicName) {
        // [MQTT-4.7.2-1] a wildcard in the first level does not match $SYS
        if (topicName.startsWith("$") != text.startsWith("$")) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '#') {
                return true;
            }
            if (c == '+') {
                int end = topicName.indexOf('/', at);
                at = end < 0 ? topicName.length() : end;
            } else if (at == topicName.length()) {
                return text.startsWith("/#", i); // a/# matches a, too
            } else if (c != topicName.charAt(at++)) {
                return false;
            }
        }
        return at == topicName.length();
    }
}
