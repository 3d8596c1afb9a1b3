import type { Strand, Who } from '#ledger';
import type { ClientEntries } from './client-entries.ts';
import type { Stored } from './stored.ts';

/**
 * Whose the strands are that nothing which counts names any more: a device of the client's named them, and a recovery drew its line before
 * that. For showing whom held words are from, and for nothing else.
 */
export const readClaims = (stored: Stored, client: ClientEntries): ReadonlyMap<Strand, Who> => {
  const claims = new Map<Strand, Who>();
  const claim = (strand: Strand | null, who: Who | undefined): boolean => {
    if (strand === null || who === undefined || claims.has(strand)) return false;
    claims.set(strand, who);
    return true;
  };
  for (const strand of client.strands()) claim(strand, 'client');
  const isClients = (strand: Strand) => claims.get(strand) === 'client';
  for (let more = true; more;) {
    more = false;
    for (const clink of stored.ofKind('clink')) if (isClients(clink.strand)) more = claim(stored.strandNamedBy(clink), 'client') || more;
    for (const admit of stored.ofKind('admit'))
      if (isClients(admit.strand)) more = claim(stored.strandNamedBy(admit), admit.facts.member) || more;
    for (const link of stored.ofKind('link'))
      if (!isClients(link.strand)) more = claim(stored.strandNamedBy(link), claims.get(link.strand)) || more;
  }
  return claims;
};
