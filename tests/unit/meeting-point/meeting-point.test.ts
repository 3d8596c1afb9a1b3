import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../../scripts/serve/app.mjs';
import { connect, pair } from './client.ts';
import type { Client } from './client.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });

/** Starts y-webrtc's own signalling server: an app that is used with it must find everything that it needs there. */
const startStock = async (): Promise<{ url: string; close: () => void }> => {
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../../node_modules/y-webrtc/bin/server.js', import.meta.url))], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return { url: `ws://127.0.0.1:${String(port)}`, close: () => child.kill() };
};

const startOurs = async (): Promise<{ url: string; close: () => void }> => {
  const server = await serve({});
  return { url: `ws://127.0.0.1:${String(server.port)}`, close: () => void server.close() };
};

describe.each([
  ['ours', startOurs],
  ['y-webrtc’s own', startStock],
])('the protocol, as %s speaks it', (_name, start) => {
  let server: { url: string; close: () => void };
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => {
    server.close();
  });

  it('hands on what is published to all who listen, and says how many they are', async () => {
    const [a, b] = await pair(server.url, 'room');
    a.say({ type: 'publish', topic: 'room', data: { type: 'announce', from: 'a' } });
    expect(await b.hear(({ type }) => type === 'publish')).toEqual({
      type: 'publish',
      topic: 'room',
      data: { type: 'announce', from: 'a' },
      clients: 2,
    });
  });

  it('hands on nothing of other topics, nor after somebody stopped listening', async () => {
    const [a, b] = await pair(server.url, 'one');
    b.say({ type: 'unsubscribe', topics: ['one'] });
    b.say({ type: 'subscribe', topics: ['two'] });
    b.say({ type: 'ping' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    a.say({ type: 'publish', topic: 'one', data: 1 });
    a.say({ type: 'publish', topic: 'two', data: 2 });
    expect(await b.hear(({ type }) => type === 'publish')).toMatchObject({ topic: 'two', data: 2 });
    expect(b.heard.filter(({ type, topic }) => type === 'publish' && topic === 'one')).toEqual([]);
  });

  it('answers a ping', async () => {
    const client = await connect(server.url);
    client.say({ type: 'ping' });
    expect(await client.hear(() => true)).toEqual({ type: 'pong' });
  });
});

describe('a meeting point under attack', () => {
  const limits = {
    maxMessageBytes: 4096,
    maxTopics: 8,
    messageBurst: 40,
    messagesPerSecond: 20,
    maxConnectionsPerAddress: 12,
    maxBufferedBytes: 200_000,
    byteBurst: 5_000_000,
    bytesPerSecond: 5_000_000,
  };
  let server: Awaited<ReturnType<typeof serve>>;
  let url: string;
  let good: readonly [Client, Client];

  beforeAll(async () => {
    server = await serve({ limits });
    url = `ws://127.0.0.1:${String(server.port)}`;
    good = await pair(url, 'good');
  });
  afterAll(async () => {
    await server.close();
  });
  // Whatever was done: the two that did nothing wrong still hear each other.
  afterEach(async () => {
    const n = Math.random();
    good[0].say({ type: 'publish', topic: 'good', data: n });
    await good[1].hear(({ data }) => data === n);
  });

  const bad: readonly (readonly [string, (client: Client) => void, number])[] = [
    [
      'no JSON',
      (client) => {
        client.say('{"type":');
      },
      1007,
    ],
    [
      'an empty message',
      (client) => {
        client.say('');
      },
      1007,
    ],
    [
      'JSON that is no object',
      (client) => {
        client.say('[1,2,3]');
      },
      1007,
    ],
    [
      'null',
      (client) => {
        client.say('null');
      },
      1007,
    ],
    [
      'an object without a type',
      (client) => {
        client.say({});
      },
      1007,
    ],
    [
      'a type that there is not',
      (client) => {
        client.say({ type: 'give me everything', topic: 'good' });
      },
      1007,
    ],
    [
      'binary',
      (client) => {
        client.socket.send(Uint8Array.of(1, 2, 3));
      },
      1008,
    ],
    [
      'a publish without a topic',
      (client) => {
        client.say({ type: 'publish', data: 1 });
      },
      1007,
    ],
    [
      'a topic that is no text',
      (client) => {
        client.say({ type: 'publish', topic: { toString: 'x' }, data: 1 });
      },
      1007,
    ],
    [
      'topics that are no list',
      (client) => {
        client.say({ type: 'subscribe', topics: 'good' });
      },
      1008,
    ],
    [
      'a topic that is too long',
      (client) => {
        client.say({ type: 'subscribe', topics: ['x'.repeat(257)] });
      },
      1008,
    ],
    [
      'too many topics at once',
      (client) => {
        client.say({ type: 'subscribe', topics: Array.from({ length: 9 }, (_, i) => `t${String(i)}`) });
      },
      1008,
    ],
    [
      'too many topics one by one',
      (client) => {
        for (let i = 0; i < 9; i++) client.say({ type: 'subscribe', topics: [`t${String(i)}`] });
      },
      1008,
    ],
    [
      'a message that is too large',
      (client) => {
        client.say({ type: 'publish', topic: 'good', data: 'x'.repeat(5000) });
      },
      1009,
    ],
    [
      'a flood',
      (client) => {
        for (let i = 0; i < 60; i++) client.say({ type: 'publish', topic: 'nobody', data: i });
      },
      1008,
    ],
    [
      'nesting without end',
      (client) => {
        client.say(`{"type":${'['.repeat(2000)}`);
      },
      1007,
    ],
  ];
  it.each(bad)('closes the connection for %s, and for nobody else', async (_what, attack, code) => {
    const client = await connect(url);
    attack(client);
    expect(await client.closed).toBe(code);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('takes %s for a topic like any other', async (topic) => {
    const [a, b] = await pair(url, topic);
    a.say(`{"type":"publish","topic":${JSON.stringify(topic)},"data":{"__proto__":{"polluted":true}}}`);
    await b.hear(({ type }) => type === 'publish');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    a.socket.close();
    b.socket.close();
    await Promise.all([a.closed, b.closed]);
  });

  it('turns away more connections of one address than it should have', async () => {
    const clients = await Promise.all(Array.from({ length: 14 }, () => connect(url)));
    const codes = await Promise.all(
      clients.map(({ closed }) =>
        Promise.race([
          closed,
          new Promise<null>((resolve) =>
            setTimeout(() => {
              resolve(null);
            }, 300),
          ),
        ]),
      ),
    );
    expect(codes.filter((code) => code === 1013)).toHaveLength(4);
    for (const { socket } of clients) socket.terminate();
    await new Promise((resolve) => setTimeout(resolve, 50));
  });

  it('drops a listener that lets everything pile up', async () => {
    const slow = await connect(url);
    slow.say({ type: 'subscribe', topics: ['loud'] });
    slow.socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 50));
    // Many senders, each within what one may send.
    for (let round = 0; round < 40; round++) {
      const loud = await connect(url);
      for (let i = 0; i < 38; i++) loud.say({ type: 'publish', topic: 'loud', data: 'x'.repeat(3900) });
      loud.say({ type: 'ping' });
      await loud.hear(({ type }) => type === 'pong');
      loud.socket.close();
      await loud.closed;
    }
    slow.socket.resume();
    expect(await slow.closed).toBe(1006);
  });

  it('answers no file and no other path', async () => {
    const response = await fetch(`http://127.0.0.1:${String(server.port)}/etc/passwd`);
    expect(response.status).toBe(404);
  });
});
