import { barrierLife, contactsInNotes, lastArrivals, meantInNotes, noticed, promiseOf, sideBySide, TEAM_REVIEW } from '#record';
import type { Contact, ItemOf, Meant, Notice, Promised, Row, ViewOf } from '#record';
import { takenAway } from '../item/taken.ts';
import type { LivePage, Session } from '../session/session.svelte.ts';
import { stepFacts } from '../team/step-facts.ts';
import { dayOf } from '../words/time.ts';

// What the pure functions of `record` are handed: the items of the pages that this person sees, with who sealed them and when.

export const pagesOf = (session: Session, kind: string): readonly LivePage[] => {
  void session.pages;
  return session.pagesInOrder([kind]).flatMap(({ id }) => session.page(id) ?? []);
};

const notesOf = (session: Session): readonly (ItemOf<'note'> & { readonly id: string; readonly author: string })[] =>
  pagesOf(session, 'journal').flatMap((page) =>
    page.items
      .of('note')
      .filter((row) => takenAway(page, row) === null)
      .map((row) => ({ ...row.item, id: row.id, author: page.sealOf(row.madeBy)?.who ?? '' })),
  );

/** Each meeting that was held, or begun, with who was there and who was not. */
const arrivalsOf = (session: Session): readonly { readonly day: string; readonly came: ReadonlyMap<string, boolean> }[] =>
  pagesOf(session, 'meetings').flatMap((page) =>
    page.items.of('meeting').map((meeting) => ({
      day: meeting.item.day,
      came: lastArrivals(
        page.items.about(meeting.id, 'arrival').map(({ item, madeBy }) => ({ ...item, time: page.sealOf(madeBy)?.time ?? 0 })),
      ),
    })),
  );

export const contactsOf = (session: Session): readonly Contact[] => [
  ...contactsInNotes(notesOf(session)),
  // At a meeting those who came met the person, if the person came too.
  ...arrivalsOf(session).flatMap(({ day, came }) =>
    came.get('client') === true ? [...came].flatMap(([who, yes]) => (yes && who !== 'client' ? [{ day, who }] : [])) : [],
  ),
];

export const meantOf = (session: Session): readonly Meant[] => [
  ...meantInNotes(notesOf(session)),
  ...arrivalsOf(session).flatMap(({ day, came }) => [...came].map(([who, yes]) => ({ day, who, came: yes }))),
];

export const promisesOf = (session: Session): readonly (Promised & { readonly step: Row<ItemOf<'step'>>; readonly who: string })[] => {
  const today = dayOf(session.now);
  return pagesOf(session, 'plan').flatMap((page) =>
    page.items.of('step').map((step) => ({ ...promiseOf(stepFacts(page, step), today), step, who: step.item.who })),
  );
};

/** The answers of the team review, each its writer's own; those to other words than today's are left out. */
export const reviewsOf = (page: LivePage): readonly (ViewOf & { readonly examples: Readonly<Record<string, string>> })[] =>
  page.items.of('review').flatMap((row) => {
    const seal = page.sealOf(row.madeBy);
    return seal && row.item.version === TEAM_REVIEW.version
      ? [{ who: seal.who, time: seal.time, answers: row.item.answers, examples: row.item.examples }]
      : [];
  });

export const lifeOf = (page: LivePage, barrier: Row<ItemOf<'barrier'>>, today: string) =>
  barrierLife(
    barrier.item.since,
    page.items.about(barrier.id, 'barrier-step').map(({ item, madeBy }) => ({ ...item, time: page.sealOf(madeBy)?.time ?? 0 })),
    today,
  );

/** What of it all is worth a question today. */
export const noticesOf = (session: Session, page: LivePage): readonly Notice[] => {
  const today = dayOf(session.now);
  const sealed = <R extends Row>(of: LivePage, row: R) => {
    const seal = of.sealOf(row.madeBy);
    return seal ? [{ row, who: seal.who, time: seal.time, day: dayOf(seal.time) }] : [];
  };
  const reviews = reviewsOf(page);
  return noticed(
    {
      ratings: pagesOf(session, 'plan').flatMap((plan) =>
        plan.items
          .of('rating')
          .flatMap((row) => sealed(plan, row))
          .map(({ row, who, time, day }) => ({ goal: row.item.goal, value: row.item.value, who, time, day })),
      ),
      promises: promisesOf(session).map(({ step, ...promise }) => ({ ...promise, step: step.id })),
      contacts: contactsOf(session),
      reviews: sideBySide(TEAM_REVIEW.statements, reviews),
      reviewedOn: reviews.length === 0 ? null : dayOf(Math.max(...reviews.map(({ time }) => time))),
      barriers: page.items.of('barrier').map((row) => ({ id: row.id, since: row.item.since, open: lifeOf(page, row, today).open })),
      goodDays: [
        ...notesOf(session).flatMap(({ id, type, day }) => (type === 'good-news' ? [{ id, day }] : [])),
        ...pagesOf(session, 'progress').flatMap((of) =>
          of.items
            .of('counted-event')
            .flatMap(({ id, item }) => (item.what === 'good-days' && item.count > 0 ? [{ id, day: item.to }] : [])),
        ),
      ],
      taken: page.items
        .of('practice')
        .flatMap((row) => sealed(page, row))
        .map(({ row, day }) => ({ seen: row.item.seen, about: row.item.about, on: day })),
    },
    today,
  );
};

/** The next meeting of the team that is still to come, where this person can write on its list. */
export const nextMeeting = (session: Session): { readonly page: LivePage; readonly meeting: Row<ItemOf<'meeting'>> } | null => {
  const today = dayOf(session.now);
  const [next] = pagesOf(session, 'meetings')
    .filter(({ open }) => !open.readOnly)
    .flatMap((page) => page.items.of('meeting').map((meeting) => ({ page, meeting })))
    .filter(({ meeting: { item } }) => item.state === 'planned' && item.day >= today)
    .toSorted((a, b) =>
      `${a.meeting.item.day}${a.meeting.item.time ?? ''}` < `${b.meeting.item.day}${b.meeting.item.time ?? ''}` ? -1 : 1,
    );
  return next ?? null;
};
