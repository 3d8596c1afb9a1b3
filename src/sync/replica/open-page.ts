import type { Clock } from '#base';
import type { Entry, Who } from '#ledger';
import type { Team } from '#team';
import type { Identity } from './identity.ts';
import type { PageBook } from './page-book.ts';
import type { Receipts } from './receipts.ts';
import type { Shelf } from './shelf.ts';
import type { OpenPage, ReadOnly, Seal, Tick } from './types.ts';

interface Context {
  readonly book: PageBook;
  readonly team: Team;
  readonly identity: Identity;
  readonly receipts: Receipts;
  readonly shelf: Shelf;
  readonly clock: Clock;
  readonly isDurable: (entry: Entry) => boolean;
  readonly markOpened: () => void;
}

const NOT_KEPT: Tick = { kept: false, reached: [], opened: [] };

/** A page as the screens see it. */
export const createOpenPage = (context: Context): OpenPage => {
  const { book, team, identity, clock, isDurable } = context;
  const readOnly = whyReadOnly(context);
  return {
    id: book.id,
    kind: book.kind,
    doc: book.doc,
    access: readOnly ? 'see' : 'write',
    readOnly,
    sealOf: (client, clockOf) => {
      const span = book.spans.at(client, clockOf);
      if (span) {
        const who = team.whoOf(span.entry.strand);
        return (
          who && {
            who,
            strand: span.entry.strand,
            time: span.time,
            doubtful: span.doubtful,
            kept: isDurable(span.entry),
            entry: span.entry.hash,
          }
        );
      }
      return client === identity.strand ? draftSeal(context, clock()) : null;
    },
    tickOf: (client, clockOf) => {
      const span = book.spans.at(client, clockOf);
      return span ? tickOfEntry(context, span.entry) : NOT_KEPT;
    },
    markOpened: context.markOpened,
  };
};

const draftSeal = ({ team, identity }: Context, time: ReturnType<Clock>): Seal | null => {
  const who = team.whoOf(identity.strand);
  return who && { who, strand: identity.strand, time, doubtful: false, kept: false, entry: null };
};

const tickOfEntry = ({ team, receipts, book, isDurable }: Context, entry: Entry): Tick => {
  const author = team.whoOf(entry.strand);
  const reached = new Set<Who>();
  const opened = new Set<Who>();
  for (const strand of team.devices()) {
    const who = team.whoOf(strand);
    // The sealed entry is on every device of the team: it has come to somebody where they can read it.
    if (!who || who === author || !team.maySee(strand, book.id)) continue;
    if (receipts.hasReached(strand, entry)) reached.add(who);
    if (receipts.wasOpened(strand, book.id, entry)) opened.add(who);
  }
  return { kept: isDurable(entry), reached: [...reached], opened: [...opened] };
};

const whyReadOnly = ({ book, team, identity, shelf }: Context): ReadOnly | null => {
  if (!team.isOn(identity.strand)) return 'taken-off';
  if (!team.mayWrite(identity.strand, book.id)) return 'only-see';
  // Whoever has the key would find what is written beside words that cannot be read here in a place that there is not.
  if (shelf.lacksKeys(book.id)) return 'words-locked';
  // Words of this device here that do not count would share their Yjs clocks with the next ones: wait until they are settled.
  const own = shelf.changesOf(book.id).some((change) => change.strand === identity.strand && team.stateOf(change.hash) !== 'counts');
  return own || book.voided.has(identity.strand) ? 'words-held' : null;
};
