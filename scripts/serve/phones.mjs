/** Serves the app to phones on the same network: https with a certificate made here, and the address as a QR code. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import encodeQr from 'qr';
import { root } from '../ready.mjs';
import { serve } from './app.mjs';

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The addresses of this machine on its own networks (IPv4). */
const ownAddresses = () =>
  Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

/**
 * A self-made certificate for these addresses, kept for a while so that a phone is asked to trust it once.
 * @param {readonly string[]} addresses
 * @returns {{ key: string, cert: string }}
 */
const certificateFor = (addresses) => {
  const folder = join(root, '.cache', 'https', addresses.join('_') || 'localhost');
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const fresh = existsSync(cert) && Date.now() - statSync(cert).mtimeMs < (DAYS - 1) * DAY_MS;
  if (!fresh) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const names = ['DNS:localhost', 'IP:127.0.0.1', ...addresses.map((address) => `IP:${address}`)].join(',');
    const made = spawnSync(
      'openssl',
      // prettier-ignore
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', String(DAYS),
        '-keyout', key, '-out', cert, '-subj', '/CN=Around Me on this network', '-addext', `subjectAltName=${names}`],
      { encoding: 'utf8' },
    );
    if (made.error || made.status !== 0)
      throw new Error(`openssl is needed to make a certificate, and it did not: ${made.error?.message ?? made.stderr}`);
  }
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
};

/**
 * @param {{ folder: string, port: number }} options
 * @returns {Promise<{ port: number, close(): Promise<void> }>}
 */
export const startForPhones = async ({ folder, port }) => {
  const addresses = ownAddresses();
  const server = await serve({ folder, port, host: '0.0.0.0', tls: certificateFor(addresses) });
  const [first = 'localhost'] = addresses;
  const url = `https://${first}:${server.port}/`;
  console.log(`
  Around Me is here:  ${url}
${addresses
  .slice(1)
  .map((address) => `                 or  https://${address}:${server.port}/\n`)
  .join('')}
  Open it with a phone on the same network. The phone will warn that nobody vouches for
  the certificate: it was made here, a moment ago, for this network alone.
`);
  console.log(encodeQr(url, 'term'));
  return server;
};
