import { createExchange } from './exchange.ts';

/** Whether this browser has the cryptography that a record needs (secure context, AES-GCM, X25519). Ed25519 may come from the library. */
export const cryptoIsHere = async (): Promise<boolean> => {
  try {
    // Typed as always there; outside a secure context it is not.
    if (!('subtle' in globalThis.crypto)) return false;
    await createExchange(new Uint8Array(32).fill(7));
    await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    return true;
  } catch {
    return false;
  }
};
