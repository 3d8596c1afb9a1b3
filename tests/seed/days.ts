import inControl from '../../src/record/measures/packs/in-control.json' with { type: 'json' };
import { MY_TEAM, TEAM_REVIEW } from '#record';
import type { Item, MadeUpDeed, MadeUpPerson, Names, PageKind } from '#record';
import type { Chance } from '../simulation/chance.ts';
import { sentences } from './sentences.ts';

type What = Pick<MadeUpDeed, 'by' | 'page' | 'what'>;

/** What of the record may still be spoken of: the latest few, so that a say or an answer is about something new. */
const LATEST = 12;
const NOTE_TYPES = ['visit', 'visit', 'visit', 'call', 'call', 'message', 'meeting', 'event', 'good-news', 'worry'] as const;
const TAGS = ['housing', 'health', 'money', 'court', 'Biscuit', 'family'] as const;
const COUNTED = ['nights-out', 'a-and-e', 'arrests', 'good-days'] as const;
/** What comes round, every so many days. */
const MEETING_DAYS = 28;
const MEASURE_DAYS = 30;
const REVIEW_DAYS = 91;
const REFLECTION_DAYS = 45;
const GOAL_DAYS = 150;
const FIRST_HOUR = 8;
const LAST_HOUR = 20;

/** Writes a made-up life day by day: what comes round, then what fills a day. Remembers what was written, so that it can be spoken of. */
export class Days {
  readonly #chance: Chance;
  readonly #words: ReturnType<typeof sentences>;
  readonly #length: number;
  readonly #notes: string[] = [];
  readonly #goals: string[] = [];
  readonly #steps: { readonly name: string; readonly who: string; readonly goal: string }[] = [];
  readonly #barriers: string[] = [];
  /** What comes round and found no room on its day. */
  #due: What[] = [];
  #count = 0;

  constructor(chance: Chance, length: number) {
    this.#chance = chance;
    this.#words = sentences(chance);
    this.#length = length;
  }

  /** Exactly `count` deeds of the people who are on the team that day. */
  day(day: number, stays: readonly { readonly person: MadeUpPerson }[], count: number): readonly MadeUpDeed[] {
    const on = stays.map(({ person }) => person.id);
    const ago = this.#length - day;
    // Whoever has gone by now writes no more.
    this.#due = this.#due.filter(({ by }) => by === 'sam' || on.includes(by));
    this.#due.push(...this.#comesRound(day, ago, on));
    const whats = this.#due.splice(0, count);
    while (whats.length < count) whats.push(this.#any(ago, on));
    return whats.map((what, i) => ({ ...what, daysAgo: ago, hour: FIRST_HOUR + ((LAST_HOUR - FIRST_HOUR) * (i + 1)) / (count + 1) }));
  }

  #item(by: string, page: PageKind, item: (names: Names) => Item, name: string | null = null): What {
    return { by, page, what: { type: 'item', name, item } };
  }

  #name(): string {
    return `i${String(this.#count++)}`;
  }

  #keepLatest(list: string[], name: string): string {
    list.push(name);
    if (list.length > LATEST) list.shift();
    return name;
  }

  #any(ago: number, on: readonly string[]): What {
    const worker = this.#chance.pick(on) ?? 'sam';
    const note = this.#chance.pick(this.#notes);
    const goal = this.#chance.pick(this.#goals);
    const step = this.#chance.pick(this.#steps);
    const words = this.#words;
    const kind = this.#chance.weighted([
      [46, 'note'],
      [9, 'say'],
      [7, 'answer'],
      [7, 'thanks'],
      [9, 'today'],
      [5, 'rating'],
      [5, 'step'],
      [6, 'state'],
      [3, 'private'],
      [1, 'thank-you'],
      [1, 'barrier-step'],
    ] as const);
    if (kind === 'say' && note !== undefined) {
      const say = this.#chance.weighted([
        [6, 'yes'],
        [2, 'not-quite'],
        [1, 'disagree'],
      ] as const);
      const said = words.said();
      return this.#item('sam', 'journal', ({ id }) => ({ kind: 'say', to: id(note), say: say ?? 'yes', words: said }));
    }
    if (kind === 'answer' && note !== undefined) {
      const answer = words.answer();
      return this.#item(worker, 'journal', ({ id }) => ({ kind: 'answer', to: id(note), words: answer }));
    }
    if (kind === 'thanks' && note !== undefined) return this.#item(worker, 'journal', ({ id }) => ({ kind: 'thanks', to: id(note) }));
    if (kind === 'today')
      return this.#item('sam', 'just-me', this.#fixed({ kind: 'today', value: this.#chance.below(11), words: words.short() }));
    if (kind === 'private') return this.#item('sam', 'just-me', this.#fixed({ kind: 'private', words: words.mine() }));
    if (kind === 'rating' && goal !== undefined) {
      const value = this.#chance.below(11);
      return this.#item('sam', 'plan', ({ id }) => ({ kind: 'rating', goal: id(goal), value, words: '' }));
    }
    if (kind === 'step' && goal !== undefined) return this.#step(ago, worker, goal);
    if (kind === 'state' && step && (step.who === 'sam' || on.includes(step.who))) {
      const state = this.#chance.pick(['doing', 'done', 'done', 'blocked', 'dropped'] as const) ?? 'done';
      const why = this.#words.why();
      return {
        by: step.who,
        page: 'plan',
        what: { type: 'change', name: step.name, fields: () => ({ state, why: state === 'done' ? '' : why }) },
      };
    }
    if (kind === 'thank-you') {
      const said = words.why();
      return this.#item('sam', 'learning', ({ who }) => ({ kind: 'thank-you', who: who(worker), words: said }));
    }
    const barrier = this.#chance.pick(this.#barriers);
    if (kind === 'barrier-step' && barrier !== undefined) {
      const step = this.#chance.pick(['tried', 'tried', 'told', 'changed', 'not-changed'] as const) ?? 'tried';
      const said = words.note();
      return this.#item(worker, 'learning', ({ id, day }) => ({ kind: 'barrier-step', to: id(barrier), step, words: said, day: day(ago) }));
    }
    return this.#note(ago, worker, on);
  }

  #fixed(item: Item): () => Item {
    return () => item;
  }

  #note(ago: number, worker: string, on: readonly string[]): What {
    const byClient = this.#chance.happens(0.15);
    const said = byClient ? this.#words.byClient() : this.#words.note();
    const type = this.#chance.pick(NOTE_TYPES) ?? 'visit';
    const together = this.#chance.happens(0.1);
    const tags = this.#chance.happens(0.4) ? [this.#chance.pick(TAGS) ?? 'housing'] : [];
    const missing = this.#chance.happens(0.05) ? [this.#chance.pick(on) ?? 'sam'] : [];
    const name = this.#keepLatest(this.#notes, this.#name());
    const item = ({ day, who }: Names): Item => ({
      kind: 'note',
      type,
      words: said,
      day: day(ago),
      together,
      people: [who('sam')],
      ...(missing.length > 0 ? { missing: missing.map(who) } : {}),
      ...(tags.length > 0 ? { tags } : {}),
    });
    return this.#item(byClient ? 'sam' : worker, 'journal', item, name);
  }

  #step(ago: number, worker: string, goal: string): What {
    const name = this.#name();
    const whose = this.#chance.happens(0.25) ? 'sam' : worker;
    this.#steps.push({ name, who: whose, goal });
    if (this.#steps.length > LATEST) this.#steps.shift();
    const said = this.#words.step();
    const due = ago - 7 - this.#chance.below(21);
    const item = ({ id, who, day }: Names): Item => ({
      kind: 'step',
      goal: id(goal),
      what: said,
      who: who(whose),
      by: day(due),
      state: 'todo',
      why: '',
    });
    return this.#item(worker, 'plan', item, name);
  }

  /** What comes round that day, in the order in which it is done. */
  #comesRound(day: number, ago: number, on: readonly string[]): readonly What[] {
    const [lead = 'sam'] = on;
    return [
      ...(day % GOAL_DAYS === 0 ? this.#goal() : []),
      ...(day % MEETING_DAYS === 10 ? this.#meeting(ago, on, lead) : []),
      ...(day % MEASURE_DAYS === 20 ? this.#measures(ago, lead) : []),
      ...(day % REVIEW_DAYS === 60 ? this.#reviews(on) : []),
      ...(day % REFLECTION_DAYS === 30 ? this.#reflection(ago, this.#chance.pick(on) ?? lead) : []),
    ];
  }

  #goal(): readonly What[] {
    const item: Item = { kind: 'goal', title: this.#words.goal(), why: this.#words.why() };
    return [this.#item('sam', 'plan', this.#fixed(item), this.#keepLatest(this.#goals, this.#name()))];
  }

  #meeting(ago: number, on: readonly string[], lead: string): readonly What[] {
    const name = this.#name();
    const came = on.map((person) => [person, this.#chance.happens(0.9)] as const);
    const about = [this.#words.barrier(), this.#words.goal()];
    const decided = this.#words.step();
    const at = (by: string, item: (names: Names) => Item) => this.#item(by, 'meetings', item);
    return [
      this.#item(
        lead,
        'meetings',
        ({ who, day }) => ({
          kind: 'meeting',
          title: about[0] ?? '',
          day: day(ago),
          time: '14:00',
          minutes: 60,
          where: 'The café',
          coming: ['sam', ...on].map(who),
          clientWay: 'joins',
          speaker: null,
          notes: '',
          state: 'planned',
        }),
        name,
      ),
      ...about.map((words) => at('sam', ({ id }) => ({ kind: 'agenda', meeting: id(name), words, done: true }))),
      ...came.map(([person, there]) =>
        at(there ? person : lead, ({ id, who }) => ({ kind: 'arrival', meeting: id(name), who: who(person), came: there })),
      ),
      at('sam', ({ id }) => ({ kind: 'strength', meeting: id(name), words: 'They turned up.' })),
      at(lead, ({ id }) => ({ kind: 'decision', meeting: id(name), words: decided, step: null })),
      ...came.flatMap(([person, there]) =>
        there ? [at(person, ({ id }) => ({ kind: 'check-out', meeting: id(name), words: 'Useful' }))] : [],
      ),
      { by: lead, page: 'meetings', what: { type: 'change', name, fields: () => ({ state: 'held' }) } },
    ];
  }

  #measures(ago: number, lead: string): readonly What[] {
    const { id: pack, version, wording } = inControl;
    const values = [this.#chance.below(11), this.#chance.below(11)];
    const counts = COUNTED.map((what) => [what, this.#chance.below(what === 'good-days' ? 25 : 4)] as const);
    return [
      ...(['sam', lead] as const).map((by, i) =>
        this.#item(by, 'progress', ({ day }) => ({
          kind: 'measurement',
          pack,
          version,
          wording,
          answers: { 'in-control': values[i] ?? 0 },
          by: by === 'sam' ? 'me' : 'worker',
          day: day(ago),
          words: '',
        })),
      ),
      ...counts.map(([what, count]) =>
        this.#item(lead, 'progress', ({ day }) => ({
          kind: 'counted-event',
          what,
          count,
          from: day(ago + MEASURE_DAYS),
          to: day(ago + 1),
          source: 'worker',
          certainty: 'sure',
          words: '',
        })),
      ),
    ];
  }

  #reviews(on: readonly string[]): readonly What[] {
    const answers = (statements: readonly { readonly id: string }[]) =>
      Object.fromEntries(statements.map(({ id }) => [id, this.#chance.below(5)]));
    return [
      ...['sam', ...on].map((by) =>
        this.#item(
          by,
          'learning',
          this.#fixed({ kind: 'review', version: TEAM_REVIEW.version, answers: answers(TEAM_REVIEW.statements), examples: {} }),
        ),
      ),
      this.#item(
        'sam',
        'learning',
        this.#fixed({ kind: 'my-team', version: MY_TEAM.version, answers: answers(MY_TEAM.statements), words: '' }),
      ),
    ];
  }

  #reflection(ago: number, by: string): readonly What[] {
    const words = this.#words;
    const [tried, wentWell, inTheWay, learned, change, what, why] = [
      words.note(),
      words.why(),
      words.barrier(),
      words.answer(),
      words.step(),
      words.barrier(),
      words.why(),
    ];
    const barrier = this.#keepLatest(this.#barriers, this.#name());
    return [
      this.#item(
        by,
        'learning',
        this.#fixed({ kind: 'reflection', layer: 'team', seen: 'other', about: null, tried, wentWell, inTheWay, learned, change }),
      ),
      this.#item(by, 'learning', ({ day }) => ({ kind: 'barrier', organisation: 'City office', what, why, since: day(ago) }), barrier),
    ];
  }
}
