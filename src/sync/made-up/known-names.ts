import { bytesToHex, toInstant } from '#base';
import type { Instant, Random } from '#base';
import type { MemberId } from '#ledger';
import type { Names } from '#record';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

interface When {
  readonly daysAgo: number;
  readonly hour: number;
}

/** When something happens, where `today` is the midnight with which the last day begins. */
export const timeOf = ({ daysAgo, hour }: When, today: number): Instant => toInstant(today - daysAgo * DAY_MS + Math.round(hour * HOUR_MS));

/** What the deeds of a life call each other, its people and its days. */
export class KnownNames implements Names {
  readonly #client: string;
  readonly #today: number;
  readonly #items = new Map<string, string>();
  readonly #members = new Map<string, MemberId>();

  constructor(client: string, today: number) {
    this.#client = client;
    this.#today = today;
  }

  readonly id = (name: string): string => {
    const id = this.#items.get(name);
    if (id === undefined) throw new Error(`Nothing is called ${name} yet.`);
    return id;
  };

  readonly who = (person: string): string => (person === this.#client ? 'client' : this.member(person));

  readonly day = (daysAgo: number): string => {
    const at = new Date(timeOf({ daysAgo, hour: 12 }, this.#today));
    return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  };

  member(person: string): MemberId {
    const member = this.#members.get(person);
    if (!member) throw new Error(`${person} is not on the team yet.`);
    return member;
  }

  joined(person: string, member: MemberId): void {
    this.#members.set(person, member);
  }

  called(name: string, id: string): void {
    this.#items.set(name, id);
  }

  /** An item on a page that this record does not have: others may speak of it all the same. */
  calledElsewhere(name: string, random: Random): void {
    this.called(name, bytesToHex(random(16)));
  }
}
