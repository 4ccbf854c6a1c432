"""A newsroom that publishes three pieces of news: newsroom.py [HOST [PORT]]. Ends when the broker has them all."""

import sys
import threading

import paho.mqtt.client as mqtt

# Paho 2 wants to know for which API our callbacks are written. Paho 1.6 has only one.
if hasattr(mqtt, "CallbackAPIVersion"):
    VERSION = [mqtt.CallbackAPIVersion.VERSION2]
else:
    VERSION = []
PATIENCE_SECONDS = 2
host = sys.argv[1] if len(sys.argv) > 1 else "localhost"
port = int(sys.argv[2]) if len(sys.argv) > 2 else 1883


def connect():
    accepted = threading.Event()
    client = mqtt.Client(*VERSION, client_id="python-newsroom")
    client.on_connect = lambda client, userdata, flags, code, *properties: code == 0 and accepted.set()
    client.connect(host, port)
    client.loop_start()
    if not accepted.wait(PATIENCE_SECONDS):
        sys.exit(f"no broker answers at {host}:{port}")
    return client


def publish(client, city, section, headline, text):
    payload = f"{headline}\n{text}".encode("utf-8")
    sent = client.publish(f"news/{city}/{section}", payload, qos=1)
    sent.wait_for_publish(PATIENCE_SECONDS)
    if not sent.is_published():
        sys.exit(f"the broker did not acknowledge {headline}")


newsroom = connect()
publish(newsroom, "cadiz", "culture", "The Falla theatre opens its doors", "At eight.")
publish(newsroom, "sevilla", "traffic", "The bridge is closed", "Nobody in Cádiz is told.")
publish(newsroom, "cadiz", "weather", "Levante until Thursday", "Hold on to your hat.")
newsroom.disconnect()
newsroom.loop_stop()
