package mqttlab.suites.broker.stage02;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;

import java.util.Arrays;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Who gets what")
class RoutingChecks {

    private static final int READERS = 10;
    private static final int MESSAGES = 200;

    @Graded(points = 2, clause = "MQTT-4.7.3-4", dependsOn = "delivers",
            hint = "Two topics are the same when all their characters are. A / more at the end, or an "
                    + "upper-case letter, makes another topic.")
    @DisplayName("a subscriber gets the messages on its topic, and those on no other")
    void deliversOnTheExactTopicOnly(Scene scene) {
        String topic = scene.name("news/cadiz");
        WireClient reader = scene.connect(scene.name("reader"));
        reader.subscribe(topic, 0);
        WireClient newsroom = scene.connect(scene.name("newsroom"));

        for (String other : new String[] {topic + "/", "/" + topic, topic.substring(0, topic.length() - 1), topic + "x",
                topic.replace("news", "News"), topic + "/culture", "news", topic + " "}) {
            Messages.publish(newsroom, other, "on " + other);
        }
        Messages.publish(newsroom, topic, "the last");

        reader.expectNothingBefore("the last");
    }

    @Graded(points = 1, clause = "MQTT-3.3.2-3", dependsOn = "delivers",
            hint = "Whose subscription is it? A broker with one list of topics for all its clients does not know.")
    @DisplayName("who has subscribed to something else, or to nothing at all, gets nothing")
    void deliversToSubscribersOnly(Scene scene) {
        String topic = scene.name("news");
        String other = scene.name("weather");
        WireClient reader = scene.connect(scene.name("reader"));
        WireClient stranger = scene.connect(scene.name("stranger"));
        reader.subscribe(topic, 0);
        WireClient newsroom = scene.connect(scene.name("newsroom"));

        Messages.publish(newsroom, topic, "for the reader");
        Messages.expect(reader, topic, "for the reader");
        stranger.subscribe(other, 0);
        Messages.publish(newsroom, topic, "for the reader again");
        Messages.publish(newsroom, other, "for the stranger");

        stranger.expectNothingBefore("for the stranger");
    }

    @Graded(points = 1, clause = "MQTT-4.5.0-1", dependsOn = "delivers",
            hint = "A topic has as many subscribers as like it. Does the second one replace the first?")
    @DisplayName("a message reaches all who have subscribed to its topic, once each")
    void deliversToAllSubscribers(Scene scene) {
        String topic = scene.name("news");
        WireClient[] readers = new WireClient[READERS];
        for (int i = 0; i < READERS; i++) {
            readers[i] = scene.connect(scene.name("reader" + i));
            readers[i].subscribe(topic, 0);
        }
        WireClient newsroom = scene.connect(scene.name("newsroom"));

        Messages.publish(newsroom, topic, "one");
        Messages.publish(newsroom, topic, "two");

        for (WireClient reader : readers) {
            Messages.expect(reader, topic, "one");
            Messages.expect(reader, topic, "two");
        }
    }

    @Graded(points = 1, clause = "MQTT-3.8.4-4", dependsOn = "delivers",
            hint = "Several filters in one SUBSCRIBE are as good as several SUBSCRIBEs, and a later SUBSCRIBE takes back none of "
                    + "them.")
    @DisplayName("a client may subscribe to several topics, in one SUBSCRIBE or in several")
    void keepsAllSubscriptions(Scene scene) {
        String[] topics = {scene.name("a"), scene.name("b"), scene.name("c")};
        WireClient reader = scene.connect(scene.name("reader"));
        reader.send(Packets.subscribe(1, new TopicFilter(topics[0], 0), new TopicFilter(topics[1], 0)));
        reader.expect(SUBACK, 1);
        reader.send(Packets.subscribe(2, topics[2], 0));
        reader.expect(SUBACK, 2);
        WireClient newsroom = scene.connect(scene.name("newsroom"));

        for (String topic : topics) {
            Messages.publish(newsroom, topic, "on " + topic);
            Messages.expect(reader, topic, "on " + topic);
        }
    }

    @Graded(points = 1, dependsOn = "delivers",
            reason = "Publisher and subscriber are roles, not kinds of clients: MQTT 3.1.1 sends a client its own messages, "
                    + "too, when it has subscribed to them.",
            hint = "Is the publisher left out when your broker goes through the subscribers?")
    @DisplayName("a client that has subscribed to the topic it publishes on gets its own message")
    void deliversToThePublisher(Scene scene) {
        String topic = scene.name("news");
        WireClient ana = scene.connect(scene.name("ana"));
        ana.subscribe(topic, 0);
        Messages.publish(ana, topic, "mine");
        Messages.expect(ana, topic, "mine");
    }

    @Graded(points = 1, dependsOn = "deliversToThePublisher",
            reason = "A client need not wait for the SUBACK: its packets are dealt with in the order in which it sends them.",
            hint = "Is the subscription in place before the next packet of this client is looked at?")
    @DisplayName("a PUBLISH that comes in one piece with the SUBSCRIBE before it is delivered")
    void deliversRightBehindTheSubscribe(Scene scene) {
        String topic = scene.name("news");
        WireClient ana = scene.connect(scene.name("ana"));
        ana.send(Packets.subscribe(1, topic, 0), Packets.publish(topic).payload("at once").packet());
        // The standard leaves open which of the two comes first.
        scene.trace().await(fromBroker(SUBACK).onConnection(ana.connection()).withId(1));
        scene.trace().await(fromBroker(PUBLISH).onConnection(ana.connection()).withTopic(topic).withPayload("at once"));
    }

    @Graded(points = 1, clause = "MQTT-4.6.0-6", dependsOn = "delivers",
            hint = "When every message has a thread of its own, who sees to it that they do not overtake each other?")
    @DisplayName("messages arrive in the order in which they were published")
    void keepsTheOrder(Scene scene) {
        String topic = scene.name("news");
        WireClient reader = scene.connect(scene.name("reader"));
        reader.subscribe(topic, 0);
        WireClient newsroom = scene.connect(scene.name("newsroom"));
        Packet[] packets = new Packet[MESSAGES];
        Arrays.setAll(packets, i -> Packets.publish(topic).payload("message " + i).packet());

        newsroom.send(packets);

        for (int i = 0; i < MESSAGES; i++) {
            Messages.expect(reader, topic, "message " + i);
        }
    }
}
