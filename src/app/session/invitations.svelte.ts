import * as z from 'zod/mini';
import { base64urlToBytes, bytesToBase64url, toInstant } from '#base';
import type { Clock, Random } from '#base';
import type { Device } from '#device';
import { toPageId } from '#ledger';
import type { PageId, Right } from '#ledger';
import { addItem, setInvitationState } from '#record';
import { Inviting } from '#sync';
import type { OpenRecord } from '#sync';
import { createInvite, formatInvite, parseInvite } from '#team';
import type { HostState, KeptInvite } from '#team';

const DAY_MS = 24 * 60 * 60 * 1000;

const OutSchema = z.object({
  id: z.string(),
  name: z.string(),
  link: z.string(),
  rights: z.array(z.tuple([z.string(), z.enum(['see', 'write'])])),
  item: z.nullable(z.string()),
  kept: z.nullable(
    z.object({
      answers: z.number(),
      over: z.nullable(z.string()),
      welcome: z.nullable(z.object({ session: z.string(), frame: z.string() })),
    }),
  ),
});
type Out = z.infer<typeof OutSchema>;

/** One invitation that is out, as the client sees it. */
export class OutInvitation {
  readonly id: string;
  /** The client's own name for who it is. */
  readonly name: string;
  readonly link: string;
  readonly rights: ReadonlyMap<PageId, Right>;
  readonly inviting: Inviting;
  state: HostState = $state.raw({ type: 'waiting' });
  connected = $state(false);

  constructor(out: Pick<Out, 'id' | 'name' | 'link'>, rights: ReadonlyMap<PageId, Right>, inviting: Inviting) {
    this.id = out.id;
    this.name = out.name;
    this.link = out.link;
    this.rights = rights;
    this.inviting = inviting;
    this.look();
  }

  look(): void {
    this.state = this.inviting.state;
    this.connected = this.inviting.connected;
  }

  /** Nothing more can come of it. */
  get isOver(): boolean {
    return this.state.type === 'over' || (this.state.type === 'welcomed' && this.state.delivered);
  }
}

interface World {
  readonly device: Device;
  readonly open: OpenRecord;
  readonly random: Random;
  readonly clock: Clock;
}

/**
 * The client's invitations that are out. They are kept (secret and all) under this device's vault key alone, so that they go on
 * after a restart; that there is one is told on *Just me*, for the client's other devices.
 */
export class Invitations {
  out: readonly OutInvitation[] = $state.raw([]);
  readonly #world: World;
  readonly #key: string;
  #rows: readonly Out[] = [];

  constructor(world: World) {
    this.#world = world;
    this.#key = `invitations/${world.open.stored.id}`;
  }

  /** Goes on with those that were out when the app was closed. */
  async resume(): Promise<void> {
    const { device, clock } = this.#world;
    this.#rows = await device.setting(this.#key, z.array(OutSchema), []);
    for (const row of this.#rows) {
      const invite = parseInvite(row.link);
      if (!invite.ok || invite.value.expires < clock() - DAY_MS) await this.#drop(row.id, 'failed');
      else await this.#start(row);
    }
  }

  /** A new invitation: for one person, once, until tomorrow. */
  async create(name: string, rights: ReadonlyMap<PageId, Right>, appUrl: string): Promise<OutInvitation> {
    const { random, clock, open } = this.#world;
    await open.replica.opened;
    const invite = createInvite(random, toInstant(clock() + DAY_MS), open.stored.network.meetingPoints.slice(0, 4));
    const added = this.#justMe((doc) => addItem(doc, random, { kind: 'invitation', name, until: invite.expires, state: 'out' }));
    const row: Out = {
      id: bytesToBase64url(random(9)),
      name,
      link: formatInvite(invite, appUrl),
      rights: [...rights],
      item: added?.ok ? added.value : null,
      kept: null,
    };
    await this.#save([...this.#rows, row]);
    return this.#start(row);
  }

  find(id: string): OutInvitation | null {
    return this.out.find((one) => one.id === id) ?? null;
  }

  async takeBack(one: OutInvitation): Promise<void> {
    await one.inviting.takeBack();
    await this.#drop(one.id, 'taken-back');
  }

  /** Takes an invitation that came to its end off the list. */
  async clear(one: OutInvitation): Promise<void> {
    one.inviting.close();
    this.out = this.out.filter(({ id }) => id !== one.id);
    await this.#drop(one.id, one.state.type === 'welcomed' ? 'joined' : 'failed');
  }

  close(): void {
    for (const { inviting } of this.out) inviting.close();
    this.out = [];
  }

  async #start(row: Out): Promise<OutInvitation> {
    const parsed = parseInvite(row.link);
    if (!parsed.ok) throw new Error('An invitation that was made here can be read here.');
    const { open, random, clock } = this.#world;
    const inviting = await Inviting.start({
      open,
      invite: parsed.value,
      random,
      clock,
      ...(row.kept ? { kept: fromKept(row.kept) } : {}),
      keep: (kept) => this.#keep(row.id, kept),
    });
    const rights = new Map(
      row.rights.flatMap(([page, right]) => {
        const id = toPageId(page);
        return id ? [[id, right] as const] : [];
      }),
    );
    const one = new OutInvitation(row, rights, inviting);
    inviting.subscribe(() => {
      one.look();
    });
    this.out = [...this.out, one];
    return one;
  }

  async #keep(id: string, kept: KeptInvite): Promise<void> {
    await this.#save(this.#rows.map((row) => (row.id === id ? { ...row, kept: toKept(kept) } : row)));
  }

  async #drop(id: string, state: 'joined' | 'taken-back' | 'failed'): Promise<void> {
    const item = this.#rows.find((row) => row.id === id)?.item;
    if (item) this.#justMe((doc) => setInvitationState(doc, item, state));
    await this.#save(this.#rows.filter((row) => row.id !== id));
  }

  async #save(rows: readonly Out[]): Promise<void> {
    this.#rows = rows;
    await this.#world.device.set(this.#key, rows);
  }

  #justMe<T>(change: (doc: NonNullable<ReturnType<OpenRecord['replica']['openPage']>>['doc']) => T): T | null {
    const { replica } = this.#world.open;
    const page = replica.view().pages.find(({ kind }) => kind === 'just-me');
    const open = page && replica.openPage(page.id);
    return open ? change(open.doc) : null;
  }
}

const toKept = ({ answers, over, welcome }: KeptInvite): NonNullable<Out['kept']> => ({
  answers,
  over,
  welcome: welcome && { session: welcome.session, frame: bytesToBase64url(welcome.frame) },
});

const ENDS = [
  'used',
  'expired',
  'taken-back',
  'pictures-differ',
  'declined',
  'tampered',
  'left',
] as const satisfies readonly KeptInvite['over'][];

const isEnd = (over: string): over is NonNullable<KeptInvite['over']> => ENDS.some((end) => end === over);

/** An end that this version does not know is an end all the same. */
const fromKept = ({ answers, over, welcome }: NonNullable<Out['kept']>): KeptInvite => {
  const frame = welcome && base64urlToBytes(welcome.frame);
  return {
    answers,
    over: over === null ? null : isEnd(over) ? over : 'used',
    welcome: welcome && frame ? { session: welcome.session, frame } : null,
  };
};
