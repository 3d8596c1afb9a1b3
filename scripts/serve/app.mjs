/** The app and a meeting point on one port. */
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createMeetingPoint } from './meeting-point.mjs';
import { serveFolder } from './static.mjs';

/** Where the meeting point is on that port. */
export const MEETING_PATH = '/meet';

/**
 * @param {{ folder?: string, port?: number, host?: string, tls?: { key: string, cert: string }, limits?: Partial<import('./limits.mjs').Limits> }} options
 *   without a folder only the meeting point is served; port 0 takes a free one
 * @returns {Promise<{ port: number, close(): Promise<void> }>}
 */
export const serve = async ({ folder, port = 0, host = '127.0.0.1', tls, limits }) => {
  const meeting = createMeetingPoint(limits);
  const files = folder === undefined ? null : serveFolder(folder);
  /** @type {import('node:http').RequestListener} */
  const answer = (request, response) =>
    void (files ? files(request, response).catch(() => response.destroy()) : response.writeHead(404).end());
  const server = tls ? createSecureServer(tls, answer) : createServer(answer);
  server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?')[0];
    if (files && path !== MEETING_PATH) return void socket.destroy();
    meeting.handleUpgrade(request, socket, head);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        meeting.close();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
