import { bytesToText } from '#base';
import type { Instant } from '#base';
import { TEAM_PAGE } from '#ledger';
import type { Entry, MemberId, PageId, Right, Strand, Who } from '#ledger';
import { readPageCard, readPersonCard } from '#record';
import type { PageCard } from '#record';
import type { Member, Team } from '#team';
import type { Cards } from './cards.ts';
import { endOf } from './endings.ts';
import type { Identity } from './identity.ts';
import type { Keyring } from './keyring.ts';
import type { Receipts } from './receipts.ts';
import type { Shelf } from './shelf.ts';
import type { HeldBatch, PageView, Person, TeamView } from './types.ts';

interface Sources {
  readonly team: Team;
  readonly cards: Cards;
  readonly receipts: Receipts;
  readonly identity: Identity;
  readonly here: ReadonlySet<Strand>;
  readonly keyring: Keyring;
  readonly shelf: Shelf;
}

/** What the readable pages say of themselves; the team page among them. */
export const pageCards = (team: Team, cards: Cards): ReadonlyMap<PageId, PageCard> => {
  const found = new Map<PageId, PageCard>();
  for (const page of team.pages()) {
    const entry = team.pageEntry(page);
    const text = entry && payloadText(cards, entry);
    const card = text === null ? null : readPageCard(text);
    if (card?.ok) found.set(page, card.value);
  }
  return found;
};

/** The team and its pages as this device may see them. */
export const teamView = (sources: Sources): TeamView => {
  const { team, cards, identity } = sources;
  const me = team.whoOf(identity.strand);
  const byPage = pageCards(team, cards);
  const state = me === null ? 'joining' : team.isOn(identity.strand) ? 'on' : 'off';
  const name = byPage.get(TEAM_PAGE)?.title ?? '';
  return {
    name,
    me: me ?? 'client',
    state,
    people: peopleOf(sources, me, name),
    pages: state === 'on' && me ? pagesOf(sources, me, byPage) : [],
    held: heldOf(sources),
  };
};

const payloadText = (cards: Cards, entry: Entry): string | null => {
  const words = cards.of(entry);
  return words && bytesToText(words.payload);
};

const isHere = ({ team, here }: Sources, who: Who): boolean => [...here].some((strand) => team.whoOf(strand) === who);

/** In the order in which they were let in, so that nobody changes places on the screen. */
const byAdmission = (a: Member, b: Member): number => a.admittedBy.seq - b.admittedBy.seq || (a.member < b.member ? -1 : 1);

const peopleOf = (sources: Sources, me: Who | null, name: string): Person[] => {
  const { team, cards } = sources;
  const client: Person = {
    who: 'client',
    name,
    role: '',
    organisation: '',
    on: true,
    here: isHere(sources, 'client'),
    me: me === 'client',
  };
  const members = team
    .members()
    .toSorted(byAdmission)
    .map(({ member, on, admittedBy }): Person => {
      const text = payloadText(cards, admittedBy);
      const card = text === null ? null : readPersonCard(text);
      const known = card?.ok ? card.value : { name: '', role: '', organisation: '' };
      return {
        who: member,
        name: known.name,
        role: known.role,
        organisation: known.organisation,
        on,
        here: isHere(sources, member),
        me: me === member,
      };
    });
  return [client, ...members];
};

const pagesOf = (sources: Sources, me: Who, byPage: ReadonlyMap<PageId, PageCard>): PageView[] => {
  const { team } = sources;
  const people: Who[] = ['client', ...team.members().flatMap(({ member, on }): MemberId[] => (on ? [member] : []))];
  return [...byPage]
    .filter(([page]) => page !== TEAM_PAGE && team.rightOf(me, page) !== 'none')
    .map(([page, card]) => {
      const rights = new Map<Who, Right>();
      const openedBy = new Map<Who, Instant>();
      const ends = new Map<Who, Instant>();
      for (const who of people) {
        const right = team.rightOf(who, page);
        if (right !== 'none') rights.set(who, right);
        const end = who === 'client' || right === 'none' ? null : endOf(sources.cards, team.latestGrants(who, page, right));
        if (end !== null) ends.set(who, end);
        const at = lastOpened(sources, who, page);
        if (at !== null) openedBy.set(who, at);
      }
      return {
        id: page,
        kind: card.kind,
        title: card.title,
        order: card.order,
        archived: card.archived,
        my: team.rightOf(me, page),
        rights,
        ends,
        openedBy,
      };
    })
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
};

const lastOpened = ({ team, receipts }: Sources, who: Who, page: PageId): Instant | null => {
  let latest: Instant | null = null;
  for (const strand of team.devices()) {
    if (team.whoOf(strand) !== who) continue;
    const at = receipts.lastOpened(strand, page);
    if (at !== null && (latest === null || at > latest)) latest = at;
  }
  return latest;
};

/** Held words, by strand (each branch of a forked one) and page, each up to the last of them. */
const heldOf = ({ team, keyring, identity }: Sources): HeldBatch[] => {
  const batches: HeldBatch[] = [];
  for (const entry of team.held()) {
    const who = team.claimOf(entry.strand);
    if (entry.facts.kind !== 'change' || !entry.page || !who) continue;
    const locked = keyring.get(entry.keyId) === null;
    if (locked && !team.isClientNow(identity.strand)) continue;
    // Of a forked strand another branch counts: its writer writes these again, and a yes would change nothing.
    if (team.isSetAside(entry)) continue;
    const upTo = { strand: entry.strand, seq: entry.seq, hash: entry.hash };
    const before = batches.findIndex(
      (batch) => batch.strand === entry.strand && batch.page === entry.page && batch.locked === locked && team.isAfter(entry, batch.upTo),
    );
    const count = 1 + (batches[before]?.count ?? 0);
    batches.splice(before < 0 ? batches.length : before, before < 0 ? 0 : 1, {
      who,
      strand: entry.strand,
      page: entry.page,
      upTo,
      count,
      locked,
    });
  }
  return batches;
};
