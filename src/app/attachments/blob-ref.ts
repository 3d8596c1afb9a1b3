import { toBlobHash } from '#device';
import type { ItemOf } from '#record';
import type { BlobRef } from '#sync';

/** What an item says of the blob that it refers to. */
export const toBlobRef = ({ hash, key, bytes }: ItemOf<'attachment'>): BlobRef | null => {
  const name = toBlobHash(hash);
  return name && { hash: name, key, bytes };
};
