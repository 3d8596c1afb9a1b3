import type { BrowserContext, Page } from '@playwright/test';

/** What a page did with WebRTC since `mark` was called. */
export interface LinkLog {
  /** Descriptions and candidates of others that were taken in: their addresses are in these. */
  readonly addresses: number;
  /** Connections that came up. */
  readonly connected: number;
  /** Bytes that came over data channels. */
  readonly bytes: number;
}

/** Watches every RTCPeerConnection of a context's pages from the start. The connections themselves are the real ones. */
export const watchLinks = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const log = { addresses: 0, connected: 0, bytes: 0 };
    Object.assign(globalThis, { linkLog: log });
    if (!('RTCPeerConnection' in globalThis)) return;
    const proto = RTCPeerConnection.prototype;
    /* eslint-disable @typescript-eslint/unbound-method -- called with the connection as `this` below */
    const [setRemote, addCandidate] = [proto.setRemoteDescription, proto.addIceCandidate];
    /* eslint-enable @typescript-eslint/unbound-method */
    proto.setRemoteDescription = function (this: RTCPeerConnection, description: RTCSessionDescriptionInit) {
      log.addresses += 1;
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'connected') log.connected += 1;
      });
      return (setRemote as (this: RTCPeerConnection, it: unknown) => Promise<void>).call(this, description);
    } as typeof setRemote;
    proto.addIceCandidate = function (this: RTCPeerConnection, candidate?: RTCIceCandidateInit | null) {
      log.addresses += 1;
      return (addCandidate as (this: RTCPeerConnection, it: unknown) => Promise<void>).call(this, candidate);
    } as typeof addCandidate;
    const count = (event: MessageEvent<unknown>) => {
      if (event.data instanceof ArrayBuffer) log.bytes += event.data.byteLength;
    };
    const createChannel = Object.getOwnPropertyDescriptor(proto, 'createDataChannel');
    if (!createChannel) return;
    const create = createChannel.value as RTCPeerConnection['createDataChannel'];
    proto.createDataChannel = function (this: RTCPeerConnection, ...args) {
      const channel = create.apply(this, args);
      channel.addEventListener('message', count);
      return channel;
    };
    const listen = EventTarget.prototype.addEventListener;
    const Original = RTCPeerConnection;
    globalThis.RTCPeerConnection = new Proxy(Original, {
      construct: (target, args) => {
        const connection = Reflect.construct(target, args) as RTCPeerConnection;
        listen.call(connection, 'datachannel', (event) => {
          if (event instanceof RTCDataChannelEvent) event.channel.addEventListener('message', count);
        });
        return connection;
      },
    });
  });

export const linkLog = (page: Page): Promise<LinkLog> => page.evaluate(() => (globalThis as unknown as { linkLog: LinkLog }).linkLog);

/** Bytes of every sealed ledger in this browser: what a device was given is in there. */
export const storedBytes = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let bytes = 0;
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith('ledger-')) continue;
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(request.error ?? new Error(name));
        };
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => {
            resolve(request.result);
          };
          request.onerror = () => {
            reject(request.error ?? new Error(store));
          };
        });
        for (const row of rows) if (ArrayBuffer.isView(row)) bytes += row.byteLength;
      }
      db.close();
    }
    return bytes;
  });
