import * as z from 'zod/mini';
import { err, ok } from '#base';
import type { Result } from '#base';
import { PAGE_KINDS } from './page-kinds.ts';

const text = (most: number) => z.string().check(z.maxLength(most));

const PersonCardSchema = z.object({ name: text(120), role: text(120), organisation: text(120) });
const PageCardSchema = z.object({ kind: z.enum(PAGE_KINDS), title: text(120), order: z.number(), archived: z.boolean() });

/** What a grant that ends says, in milliseconds since 1970. */
const GrantCardSchema = z.object({ until: z.int().check(z.nonnegative()) });

/** Who somebody is to the team: in the words of their `admit`. */
export type PersonCard = Readonly<z.infer<typeof PersonCardSchema>>;
export type GrantCard = Readonly<z.infer<typeof GrantCardSchema>>;
/** What a page is: in the words of its `page` entry. On the team page the title is the client's name to the team. */
export type PageCard = Readonly<z.infer<typeof PageCardSchema>>;

export interface CardProblem {
  readonly type: 'unreadable-card';
}

const reader =
  <T>(schema: z.ZodMiniType<T>) =>
  (json: string): Result<T, CardProblem> => {
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      return err({ type: 'unreadable-card' });
    }
    const card = z.safeParse(schema, value);
    return card.success ? ok(card.data) : err({ type: 'unreadable-card' });
  };

export const readPersonCard = reader(PersonCardSchema);
export const readPageCard = reader(PageCardSchema);
export const readGrantCard = reader(GrantCardSchema);
export const writeGrantCard = (card: GrantCard): string => JSON.stringify(z.parse(GrantCardSchema, card));
export const writePersonCard = (card: PersonCard): string => JSON.stringify(z.parse(PersonCardSchema, card));
export const writePageCard = (card: PageCard): string => JSON.stringify(z.parse(PageCardSchema, card));
