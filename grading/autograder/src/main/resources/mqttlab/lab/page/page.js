// The page's client is Eclipse Paho for JavaScript. Its WebSocket leads to where the page came from, and from there to the broker.

const MOST_MESSAGES = 200;
const part = id => document.getElementById(id);
const needConnection = ['disconnect', 'do-subscribe', 'do-publish'].map(part);
let client;

const say = text => {
    part('status').textContent = text;
};

const setConnected = isConnected => {
    needConnection.forEach(each => each.disabled = !isConnected);
    part('do-connect').disabled = isConnected;
};

/** Paho says only that a socket failed. */
const explain = async problem => {
    const broker = await fetch('broker').then(answer => answer.text(), () => './lab page has ended.');
    say(`${problem} ${broker}`);
};

const message = (topic, text, qos, retain) => {
    const made = new Paho.Message(text);
    made.destinationName = topic;
    made.qos = Number(qos);
    made.retained = retain;
    return made;
};

const will = () => {
    const topic = part('will-topic').value;
    return topic === '' ? {}
        : {willMessage: message(topic, part('will-message').value, part('will-qos').value, part('will-retain').checked)};
};

const payload = came => {
    try {
        return came.payloadString;
    } catch (notText) {
        return `(${came.payloadBytes.length} bytes that are not UTF-8)`;
    }
};

const show = came => {
    const row = part('messages').insertRow(0);
    const flags = [came.retained && 'retained', came.duplicate && 'sent again'].filter(Boolean).join(', ');
    [new Date().toLocaleTimeString(), came.destinationName, payload(came), came.qos, flags]
        .forEach(cell => row.insertCell().textContent = cell);
    while (part('messages').rows.length > MOST_MESSAGES) {
        part('messages').deleteRow(-1);
    }
};

const connect = () => {
    const mine = new Paho.Client(location.hostname, Number(location.port), '/mqtt', part('client').value);
    mine.onMessageArrived = show;
    mine.onConnectionLost = loss => {
        setConnected(false);
        loss.errorCode === 0 ? say('Disconnected.') : explain('The connection is lost.');
    };
    say('Connecting ...');
    part('do-connect').disabled = true;
    mine.connect({
        cleanSession: part('clean').checked,
        keepAliveInterval: Number(part('keep-alive').value),
        mqttVersion: 4,
        mqttVersionExplicit: true,
        ...will(),
        onSuccess: () => {
            if (part('clean').checked || client?.clientId !== mine.clientId) {
                // They were another session's.
                part('subscriptions').replaceChildren();
            }
            client = mine;
            setConnected(true);
            say(`Connected as ${mine.clientId}.`);
        },
        onFailure: problem => {
            setConnected(false);
            explain(`Not connected: ${problem.errorMessage}.`);
        },
    });
};

const listed = (filter, qos) => {
    const entry = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Unsubscribe';
    button.onclick = () => attempt(() => client.unsubscribe(filter, {onSuccess: () => entry.remove()}));
    entry.append(`${filter}, QoS ${qos} `, button);
    return entry;
};

const subscribe = () => {
    const filter = part('filter').value;
    client.subscribe(filter, {
        qos: Number(part('filter-qos').value),
        onSuccess: answer => part('subscriptions').append(listed(filter, answer.grantedQos[0])),
        onFailure: () => say(`The broker refuses a subscription to ${filter}.`),
    });
};

const publish = () => client.send(message(part('topic').value, part('message').value, part('qos').value, part('retain').checked));

/** Paho throws at what it does not want to send. */
const attempt = action => {
    try {
        action();
    } catch (refused) {
        say(refused.message);
        setConnected(client !== undefined && client.isConnected());
    }
};

part('client').value = 'page-' + Math.random().toString(36).slice(2, 8);
[['connect', connect], ['subscribe', subscribe], ['publish', publish]].forEach(([form, action]) =>
    part(form).addEventListener('submit', event => {
        event.preventDefault();
        attempt(action);
    }));
part('disconnect').onclick = () => attempt(() => client.disconnect());
fetch('broker').then(answer => answer.text()).then(broker => say(`Not connected. ${broker}`));
