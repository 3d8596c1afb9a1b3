import type { Heading, SafeHeading } from '../headings.ts';
import type { Item, ItemOf } from '../items.ts';
import type { PageKind } from '../page-kinds.ts';

// What people in a made-up record do, as data. It is played through the real ledger (`sync/made-up`): each deed is sealed by whoever did it.

/** Somebody in a made-up record. Nobody here is real, nor are the organisations. */
export interface MadeUpPerson {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  /** What the client lets them do from the day on which they join. */
  readonly rights: Partial<Record<PageKind, 'see' | 'write'>>;
}

/** What a deed can name: items by the names that earlier deeds gave them, people, and days counted back from today. */
export interface Names {
  readonly id: (name: string) => string;
  readonly who: (person: string) => string;
  /** A calendar day; less than 0 is still to come. */
  readonly day: (daysAgo: number) => string;
}

interface When {
  /** Days before the day on which the record is looked at, and the hour of that day. */
  readonly daysAgo: number;
  readonly hour: number;
}

/** Something that somebody did on a page. */
export interface MadeUpDeed extends When {
  readonly by: string;
  readonly page: PageKind;
  readonly what:
    | { readonly type: 'text'; readonly heading: Heading | SafeHeading; readonly words: string }
    | { readonly type: 'item'; readonly name: string | null; readonly item: (names: Names) => Item }
    | { readonly type: 'change'; readonly name: string; readonly fields: (names: Names) => Readonly<Record<string, unknown>> }
    /** Writes in a text of an item that several people write in. */
    | { readonly type: 'words'; readonly name: string; readonly field: string; readonly words: string }
    /** Hangs a picture on an item: base64 of its bytes, and how large it is. */
    | {
        readonly type: 'picture';
        readonly to: string;
        readonly base64: string;
        readonly mime: ItemOf<'attachment'>['mime'];
        readonly width: number;
        readonly height: number;
        readonly words: string;
      }
    /** Their app says that they had the page open. */
    | { readonly type: 'looked' };
}

/** Something that the client did about their team. */
export interface MadeUpTurn extends When {
  readonly who: string;
  readonly turn:
    | { readonly type: 'joins' }
    | { readonly type: 'leaves' }
    | { readonly type: 'may'; readonly page: PageKind; readonly right: 'see' | 'write' };
}

/** A made-up record: the client, everyone who was ever on the team, and what happened, in any order. */
export interface MadeUpLife {
  readonly client: MadeUpPerson;
  readonly people: readonly MadeUpPerson[];
  readonly turns: readonly MadeUpTurn[];
  readonly deeds: readonly MadeUpDeed[];
}
