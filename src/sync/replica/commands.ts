import { err, ok, textToBytes } from '#base';
import type { Instant, Result } from '#base';
import { TEAM_PAGE } from '#ledger';
import type { DeviceKeys, Facts, FactsOf, Head, MemberId, PageId, Right } from '#ledger';
import { PAGE_KINDS, writePageCard, writePersonCard } from '#record';
import type { PageKind, PersonCard } from '#record';
import { endingPayload } from './endings.ts';
import { createPageId, pageDrafts } from './founding.ts';
import type { Draft } from './own-log.ts';
import type { Replica } from './replica.ts';
import type { Done, ReplicaError } from './types.ts';

// What the client alone can do. Each resolves when it is durable here and the keys that follow from it are put right.

const asClient = async (replica: Replica, drafts: () => Promise<Result<readonly Draft[], ReplicaError>>): Done => {
  if (replica.isOpening) await replica.opened;
  if (!replica.isClient) return err({ type: 'not-the-client' });
  const ready = await drafts();
  if (!ready.ok) return ready;
  const written = await replica.write(ready.value);
  if (!written.ok) return written;
  await replica.heal();
  return ok(undefined);
};

const wordless = (facts: Facts, page: PageId | null = null): Draft => ({ facts, page, words: null });

/** Adds a page that only the client sees until they say otherwise. */
export const addPage = async (replica: Replica, kind: PageKind, title: string, order: number): Promise<Result<PageId, ReplicaError>> => {
  const page = createPageId(replica.random);
  const done = await asClient(replica, async () => {
    const root = replica.team.rootKeys();
    if (!root) return err({ type: 'not-the-client' });
    const { drafts, key } = await pageDrafts(
      { record: replica.record, identity: replica.identity, random: replica.random, rootBox: root.box },
      page,
      { kind, title, order },
    );
    replica.keyring.add(key);
    return ok(drafts);
  });
  return done.ok ? ok(page) : done;
};

/** Says anew what a page is called, where it stands, and whether it is put away. On the team page the title is the client's name to the team. */
export const describePage = (
  replica: Replica,
  page: PageId,
  card: { readonly kind: PageKind; readonly title: string; readonly order: number; readonly archived: boolean },
): Done =>
  asClient(replica, async () => {
    const key = replica.currentKey(page);
    if (!key) return err({ type: 'no-key', page });
    return Promise.resolve(ok([{ facts: { kind: 'page' }, page, words: { key, payload: textToBytes(writePageCard(card)) } }]));
  });

/**
 * Closes a page and begins another one of its kind: what was written stays where it is, for those who could see it, and whoever is let
 * see the new one gets nothing of before. Its people keep their rights.
 */
export const beginAfresh = async (replica: Replica, page: PageId): Promise<Result<PageId, ReplicaError>> => {
  const view = replica.view().pages.find(({ id }) => id === page);
  const kind = PAGE_KINDS.find((one) => one === view?.kind);
  if (!view || !kind) return err({ type: 'no-key', page });
  const fresh = await addPage(replica, kind, view.title, view.order);
  if (!fresh.ok) return fresh;
  for (const [who, right] of view.rights) {
    if (who === 'client') continue;
    const granted = await grant(replica, who, fresh.value, right, view.ends.get(who) ?? null);
    if (!granted.ok) return granted;
  }
  const closed = await describePage(replica, page, { kind, title: view.title, order: view.order, archived: true });
  return closed.ok ? fresh : closed;
};

/** Who is let in, with what, and what they may see at once. */
export interface Admission {
  readonly member: MemberId;
  readonly device: DeviceKeys;
  /** The device's own signature over record, admitter, member and keys. */
  readonly proof: FactsOf<'admit'>['proof'];
  readonly card: PersonCard;
  readonly rights: ReadonlyMap<PageId, Right>;
}

/** Lets a person's device in, with the team page and the pages that the client chose. */
export const admit = (replica: Replica, admission: Admission): Done =>
  asClient(replica, async () => {
    const key = replica.currentKey(TEAM_PAGE);
    if (!key) return err({ type: 'no-key', page: TEAM_PAGE });
    const { member, device, proof } = admission;
    const rights = new Map<PageId, Right>([[TEAM_PAGE, 'see'], ...admission.rights]);
    return Promise.resolve(
      ok([
        {
          facts: { kind: 'admit', member, device, proof },
          page: TEAM_PAGE,
          words: { key, payload: textToBytes(writePersonCard(admission.card)) },
        },
        ...[...rights].map(([page, right]) => wordless({ kind: 'grant', member, right }, page)),
      ]),
    );
  });

/** Gives a right; `until`: it ends then (a device of the client's takes it back). */
export const grant = (replica: Replica, member: MemberId, page: PageId, right: Right, until: Instant | null = null): Done =>
  asClient(replica, async () => {
    const facts: Facts = { kind: 'grant', member, right };
    if (until === null) return Promise.resolve(ok([wordless(facts, page)]));
    const key = replica.currentKey(page);
    if (!key) return Promise.resolve(err({ type: 'no-key', page }));
    return Promise.resolve(ok([{ facts, page, words: { key, payload: endingPayload(until) } }]));
  });

/** Takes a right away: `see` takes `write` with it, and the page's key is changed. What was read stays read. */
export const revoke = (replica: Replica, member: MemberId, page: PageId, right: Right): Done =>
  asClient(replica, async () => Promise.resolve(ok([wordless({ kind: 'revoke', member, right }, page)])));

/** Takes a member off with all their devices, and changes every key that they held. It cannot be undone: they can be invited again. */
export const remove = (replica: Replica, member: MemberId): Done =>
  asClient(replica, async () =>
    Promise.resolve(
      replica.team.members().some((known) => known.member === member && known.on)
        ? ok([wordless({ kind: 'remove', target: { member } })])
        : err({ type: 'unknown-member', member }),
    ),
  );

/** Lets held words count, up to an entry of one strand. */
export const accept = (replica: Replica, upTo: Head): Done =>
  asClient(replica, async () => Promise.resolve(ok([wordless({ kind: 'accept', upTo })])));
