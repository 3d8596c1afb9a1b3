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
    const watch = (on: object, method: string, note: (result: unknown) => void) => {
      const inner = Reflect.get(on, method) as (...args: readonly unknown[]) => unknown;
      const value = (...args: readonly unknown[]): unknown => {
        const result = Reflect.apply(inner, on, args);
        note(result);
        return result;
      };
      Object.defineProperty(on, method, { value });
    };
    globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
      construct: (target, args: [RTCConfiguration?]) => {
        const connection = new target(...args);
        connection.addEventListener('connectionstatechange', () => {
          if (connection.connectionState === 'connected') log.connected += 1;
        });
        for (const method of ['setRemoteDescription', 'addIceCandidate'])
          watch(connection, method, () => {
            log.addresses += 1;
          });
        watch(connection, 'createDataChannel', (channel) => {
          if (channel instanceof RTCDataChannel)
            channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
              if (data instanceof ArrayBuffer) log.bytes += data.byteLength;
            });
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
