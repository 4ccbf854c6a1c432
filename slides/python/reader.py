"""A reader of the news of Cádiz: reader.py [HOST [PORT]]. Ends after two pieces of news, whoever publishes them."""

import sys

import paho.mqtt.client as mqtt

# Paho 2 wants to know for which API our callbacks are written. Paho 1.6 has only one.
if hasattr(mqtt, "CallbackAPIVersion"):
    VERSION = [mqtt.CallbackAPIVersion.VERSION2]
else:
    VERSION = []
host = sys.argv[1] if len(sys.argv) > 1 else "localhost"
port = int(sys.argv[2]) if len(sys.argv) > 2 else 1883
headlines = []


def on_connect(client, userdata, flags, code, *properties):
    if code != 0:
        raise ConnectionRefusedError(code)
    client.subscribe("news/cadiz/+", qos=1)


def on_message(client, userdata, message):
    news, city, section = message.topic.split("/")
    headline, _, text = message.payload.decode("utf-8").partition("\n")
    headlines.append(headline)
    print(f"{section}: {headline}")
    if len(headlines) == 2:
        client.disconnect()


client = mqtt.Client(*VERSION, client_id="python-reader")
client.on_connect = on_connect
client.on_message = on_message
client.connect(host, port)
client.loop_forever()
