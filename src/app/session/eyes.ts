import * as Y from 'yjs';
import { err } from '#base';
import type { PageId, Right, Who } from '#ledger';
import type { OpenPage, Replica, TeamView } from '#sync';
import { Session } from './session.svelte.ts';

/** Rights as they would be: only what the client thinks of changing. `none`: they would not see it. */
export type WhatIf = ReadonlyMap<PageId, Right | 'none'>;

/** The record as somebody of the team sees it, now or with other rights: what the client alone knows is left out. */
const viewOf = (view: TeamView, who: Who, whatIf: WhatIf): TeamView => ({
  ...view,
  me: who,
  people: view.people.map((person) => ({ ...person, me: person.who === who })),
  pages: view.pages.flatMap((page) => {
    const right = whatIf.get(page.id) ?? page.rights.get(who) ?? 'none';
    if (right === 'none') return [];
    return [{ ...page, my: right, rights: new Map([...page.rights, [who, right] as const]), openedBy: new Map() }];
  }),
  held: [],
});

/** A copy of a page that follows the page, and that nothing leads back from: what a screen might write in it goes nowhere. */
class Copy {
  readonly doc = new Y.Doc({ gc: false });
  readonly of: Y.Doc;

  constructor(of: Y.Doc) {
    this.of = of;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(of));
    of.on('update', this.#heard);
  }

  close(): void {
    this.of.off('update', this.#heard);
    this.doc.destroy();
  }

  readonly #heard = (update: Uint8Array): void => {
    Y.applyUpdate(this.doc, update);
  };
}

/**
 * A session that shows the record through somebody's eyes. It is the same screens over the same record, and it can change nothing: pages are
 * copies, and whatever would write, mark or send is refused here, whatever a screen asks for.
 */
export const throughEyes = (session: Session, who: Who, whatIf: WhatIf): Session => {
  const { replica } = session;
  const copies = new Map<PageId, Copy>();
  const openPage = (id: PageId): OpenPage | null => {
    const open = viewOf(replica.view(), who, whatIf).pages.some((page) => page.id === id) ? replica.openPage(id) : null;
    if (!open) return null;
    let copy = copies.get(id);
    if (copy?.of !== open.doc) {
      copy?.close();
      copy = new Copy(open.doc);
      copies.set(id, copy);
    }
    return {
      ...open,
      doc: copy.doc,
      access: 'see',
      readOnly: 'only-see',
      tickOf: (client, clock) => ({ ...open.tickOf(client, clock), opened: [] }),
      markOpened: () => undefined,
    };
  };
  const nothing = () => Promise.resolve();
  const refuse = () => Promise.resolve(err({ type: 'not-on-team' as const }));
  const instead: Readonly<Record<string, unknown>> = {
    view: () => viewOf(replica.view(), who, whatIf),
    openPage,
    isClient: false,
    me: who,
    problems: () => [],
    write: refuse,
    log: { write: refuse },
    offer: refuse,
    flush: nothing,
    sealDrafts: nothing,
    heal: nothing,
    markOpened: () => undefined,
    note: () => undefined,
    showHere: () => undefined,
    openWithRoot: nothing,
    close: () => {
      for (const copy of copies.values()) copy.close();
      copies.clear();
      return Promise.resolve();
    },
  };
  const eyes = new Proxy<Replica>(replica, {
    get: (target, key) => {
      if (typeof key === 'string' && Object.hasOwn(instead, key)) return instead[key];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return new Session(eyes, null, null, session.attachments, who);
};
