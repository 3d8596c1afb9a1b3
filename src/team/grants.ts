import type { Entry, EntryOf, LedgerIndex, MemberId, PageId, Right } from '#ledger';
import type { ClientEntries } from './client-entries.ts';
import { latestOnes } from './order.ts';

type Grant = EntryOf<'grant'>;
type Revoke = EntryOf<'revoke'>;

interface OfPage {
  readonly grants: Grant[];
  readonly revokes: Revoke[];
}

const NOTHING: OfPage = { grants: [], revokes: [] };

/** A grant gives a right: `write` includes `see`. */
const gives = (grant: Grant, right: Right): boolean => grant.facts.right === 'write' || right === 'see';

/** A revoke takes a right: losing `see` loses `write`. */
const takes = (revoke: Revoke, right: Right): boolean => revoke.facts.right === 'see' || right === 'write';

/** The counting grants and revokes, by member and page. */
export class Grants {
  readonly #index: LedgerIndex;
  readonly #byMemberAndPage = new Map<string, OfPage>();

  constructor(index: LedgerIndex, client: ClientEntries) {
    this.#index = index;
    for (const grant of client.of('grant')) this.#listFor(grant.facts.member, grant.page).grants.push(grant);
    for (const revoke of client.of('revoke')) this.#listFor(revoke.facts.member, revoke.page).revokes.push(revoke);
  }

  /** T5.1: the right as it is now. */
  has(member: MemberId, page: PageId, right: Right): boolean {
    return this.#of(member, page).grants.some((grant) => gives(grant, right) && this.#revokesAfter(grant, right).length === 0);
  }

  /** Of the grants that give a right now, those given last. */
  latest(member: MemberId, page: PageId, right: Right): readonly Grant[] {
    return latestOnes(
      this.#of(member, page).grants.filter((grant) => gives(grant, right) && this.#revokesAfter(grant, right).length === 0),
      this.#index,
    );
  }

  /** T4.2: a grant to write that the words had among their ancestors. */
  grantsBehind(entry: Entry, member: MemberId): readonly Grant[] {
    return this.#of(member, entry.page).grants.filter((grant) => gives(grant, 'write') && this.#index.has(entry, grant));
  }

  /** The revokes that took from a grant: those that it had not seen. */
  revokesAfter(grant: Grant): readonly Revoke[] {
    return this.#revokesAfter(grant, 'write');
  }

  #revokesAfter(grant: Grant, right: Right): readonly Revoke[] {
    return this.#of(grant.facts.member, grant.page).revokes.filter((revoke) => takes(revoke, right) && !this.#index.has(grant, revoke));
  }

  #of(member: MemberId, page: PageId | null): OfPage {
    return this.#byMemberAndPage.get(`${member} ${page ?? ''}`) ?? NOTHING;
  }

  #listFor(member: MemberId, page: PageId | null): OfPage {
    const list = this.#of(member, page);
    if (list !== NOTHING) return list;
    const fresh: OfPage = { grants: [], revokes: [] };
    this.#byMemberAndPage.set(`${member} ${page ?? ''}`, fresh);
    return fresh;
  }
}
