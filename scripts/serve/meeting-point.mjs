/**
 * A meeting point: a stateless rendezvous that speaks y-webrtc's signalling protocol (subscribe, unsubscribe, publish, ping).
 * It sees topics and sealed bytes, stores nothing and logs neither. Whoever sends what is malformed, too large or too much
 * loses their connection; nobody else notices.
 */
import { WebSocketServer } from 'ws';
import { Bucket, limits as defaults } from './limits.mjs';

/** Close codes of RFC 6455 that say why. */
const [WRONG_DATA, BROKE_POLICY, TRY_LATER] = [1007, 1008, 1013];

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param {Partial<import('./limits.mjs').Limits>} [options]
 * @returns {{ handleUpgrade(request: import('node:http').IncomingMessage, socket: import('node:stream').Duplex, head: Buffer): void, close(): void, readonly connections: number }}
 */
export const createMeetingPoint = (options = {}) => {
  const limits = { ...defaults, ...options };
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: true,
  });
  /** @type {Map<string, Set<import('ws').WebSocket>>} */
  const listeners = new Map();
  /** @type {Map<string, number>} */
  const perAddress = new Map();

  /** @param {import('ws').WebSocket} to @param {string} text */
  const send = (to, text) => {
    if (to.readyState !== to.OPEN) return;
    if (to.bufferedAmount + text.length > limits.maxBufferedBytes) return void to.terminate();
    to.send(text, () => undefined);
  };

  /** @param {import('ws').WebSocket} socket @param {string} address */
  const welcome = (socket, address) => {
    /** @type {Set<string>} */
    const topics = new Set();
    const messages = new Bucket(limits.messagesPerSecond, limits.messageBurst);
    const bytes = new Bucket(limits.bytesPerSecond, limits.byteBurst);
    let alive = true;
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1);

    const leave = (/** @type {string} */ topic) => {
      topics.delete(topic);
      const there = listeners.get(topic);
      there?.delete(socket);
      if (there?.size === 0) listeners.delete(topic);
    };
    const refuse = (/** @type {number} */ code) => {
      socket.close(code);
      // A sender that does not answer the closing is not waited for.
      setTimeout(() => socket.terminate(), 1000).unref();
    };
    const isTopic = (/** @type {unknown} */ topic) =>
      typeof topic === 'string' && topic.length > 0 && topic.length <= limits.maxTopicLength;

    const handle = (/** @type {Record<string, unknown>} */ message) => {
      const { type, topic } = message;
      if (type === 'ping') return void send(socket, '{"type":"pong"}');
      if (type === 'subscribe' || type === 'unsubscribe') {
        const named = message['topics'] ?? [];
        if (!Array.isArray(named) || named.length > limits.maxTopics || !named.every(isTopic)) return void refuse(BROKE_POLICY);
        for (const one of named) {
          if (type === 'unsubscribe') leave(one);
          else {
            if (!topics.has(one) && topics.size >= limits.maxTopics) return void refuse(BROKE_POLICY);
            topics.add(one);
            const there = listeners.get(one) ?? new Set();
            there.add(socket);
            listeners.set(one, there);
          }
        }
        return;
      }
      if (type !== 'publish' || !isTopic(topic)) return void refuse(WRONG_DATA);
      const there = listeners.get(/** @type {string} */ (topic));
      if (!there) return;
      const text = JSON.stringify({ ...message, clients: there.size });
      for (const one of there) send(one, text);
    };

    socket.on('message', (data, isBinary) => {
      const text = isBinary ? null : data.toString();
      if (!messages.take(1) || !bytes.take(text?.length ?? Infinity)) return void refuse(BROKE_POLICY);
      let message;
      try {
        message = JSON.parse(text ?? '');
      } catch {
        return void refuse(WRONG_DATA);
      }
      if (!isRecord(message)) return void refuse(WRONG_DATA);
      try {
        handle(message);
      } catch {
        // What can be read is not always what can be written: lists in lists in lists.
        refuse(WRONG_DATA);
      }
    });
    socket.on('pong', () => (alive = true));
    socket.on('error', () => socket.terminate());
    const heartbeat = setInterval(() => {
      if (!alive) return void socket.terminate();
      alive = false;
      socket.ping();
    }, limits.heartbeatMs);
    socket.on('close', () => {
      clearInterval(heartbeat);
      for (const topic of [...topics]) leave(topic);
      const left = (perAddress.get(address) ?? 1) - 1;
      if (left > 0) perAddress.set(address, left);
      else perAddress.delete(address);
    });
  };

  return {
    handleUpgrade(request, socket, head) {
      const address = request.socket.remoteAddress ?? '';
      socket.on('error', () => socket.destroy());
      const full = server.clients.size >= limits.maxConnections || (perAddress.get(address) ?? 0) >= limits.maxConnectionsPerAddress;
      server.handleUpgrade(request, socket, head, (client) => {
        if (full) client.close(TRY_LATER);
        else welcome(client, address);
      });
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
    get connections() {
      return server.clients.size;
    },
  };
};
