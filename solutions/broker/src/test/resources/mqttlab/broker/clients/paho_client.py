"""A conversation between Python's Paho and the broker at HOST PORT. Says what happened; ends with 1 if anything is missing."""

import queue
import socket
import sys

import paho.mqtt.client as mqtt

PATIENCE = 10
HOST, PORT = sys.argv[1], int(sys.argv[2])


class Client:
    def __init__(self, name, clean=True, will=None):
        self.messages = queue.Queue()
        self.events = queue.Queue()
        # paho.mqtt 2 wants to be told which kind of callbacks these are; 1.6 does not know the question.
        version = [mqtt.CallbackAPIVersion.VERSION1] if hasattr(mqtt, "CallbackAPIVersion") else []
        self.client = mqtt.Client(*version, client_id=name, clean_session=clean)
        self.client.on_message = lambda client, data, message: self.messages.put(message)
        self.client.on_connect = self.connected
        self.client.on_subscribe = lambda client, data, mid, granted: self.events.put(granted[0])
        if will:
            self.client.will_set(*will)
        self.client.connect(HOST, PORT)
        self.client.loop_start()
        self.present = self.events.get(timeout=PATIENCE)

    def connected(self, client, data, flags, code):
        self.events.put(flags["session present"] == 1 if code == 0 else code)

    def subscribe(self, topic, qos):
        self.client.subscribe(topic, qos)
        return self.events.get(timeout=PATIENCE)

    def publish(self, topic, payload, qos, retain=False):
        self.client.publish(topic, payload, qos, retain).wait_for_publish()

    def next(self):
        return self.messages.get(timeout=PATIENCE)

    def leave(self):
        self.client.disconnect()
        self.client.loop_stop()


reader = Client("python-reader")
writer = Client("python-writer")
print("subscribed with QoS", reader.subscribe("noticias/+", 2))

last = [writer.client.publish("noticias/cádiz", str(i), i % 3) for i in range(300)][-1]
last.wait_for_publish()
came = [reader.next() for i in range(300)]
for qos in range(3):
    # Paho shows a message with QoS 2 when it is released: others overtake it.
    numbers = [int(message.payload) for message in came if message.qos == qos]
    assert numbers == list(range(qos, 300, 3)), numbers
print("300 messages came, those of each QoS in order")

large = bytes(i % 251 for i in range(1 << 20))
writer.publish("noticias/grande", large, 2)
assert reader.next().payload == large
print("the large one came")

writer.publish("tablón", "aviso", 1, retain=True)
reader.subscribe("tablón", 1)
message = reader.next()
assert message.retain and message.payload == b"aviso" and message.topic == "tablón"
print("the retained one came")

sleeper = Client("python-sleeper", clean=False)
sleeper.subscribe("cartas", 2)
sleeper.leave()
writer.publish("cartas", "one", 1)
writer.publish("cartas", "two", 2)
sleeper = Client("python-sleeper", clean=False)
print("the session is present:", sleeper.present)
print("kept:", [sleeper.next().payload.decode() for i in range(2)])

doomed = Client("python-doomed", will=("noticias/will", "adiós", 1))
doomed.client.socket().shutdown(socket.SHUT_RDWR)
assert reader.next().payload.decode() == "adiós"
print("the will came")

doomed.leave()
for client in (reader, writer, sleeper):
    client.leave()
