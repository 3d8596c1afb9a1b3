import { WebSocket } from 'ws';

/** A plain client of a meeting point, which keeps what it hears. */
export interface Client {
  readonly socket: WebSocket;
  readonly heard: Record<string, unknown>[];
  /** The code that it was closed with. */
  readonly closed: Promise<number>;
  say(message: unknown): void;
  /** Resolves when something heard fits; rejects after a second. */
  hear(fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
}

export const connect = async (url: string): Promise<Client> => {
  const socket = new WebSocket(url);
  const heard: Record<string, unknown>[] = [];
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Record<string, unknown>));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return {
    socket,
    heard,
    closed,
    say: (message) => {
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    },
    hear: async (fits) => {
      for (let i = 0; i < 100; i++) {
        const found = heard.find(fits);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`Not heard. Heard instead: ${JSON.stringify(heard).slice(0, 500)}`);
    },
  };
};

/** Two that listen to one topic and can hear each other. */
export const pair = async (url: string, topic: string): Promise<readonly [Client, Client]> => {
  const two = [await connect(url), await connect(url)] as const;
  for (const client of two) {
    client.say({ type: 'subscribe', topics: [topic] });
    client.say({ type: 'ping' });
    await client.hear(({ type }) => type === 'pong');
  }
  return two;
};
