import type { Component } from 'svelte';
import Home from '../me/Home.svelte';
import { isPart } from '../learning/parts.ts';
import { isStage } from '../meetings/meeting-parts.ts';
import { pageName } from '../session/page-name.ts';
import type { Session } from '../session/session.svelte.ts';
import Journal from '../team/Journal.svelte';
import { words } from '../words/index.ts';
import { OWN_PLACES } from './listing.ts';
import type { SHOWN_KINDS } from './listing.ts';
import { router } from './router.svelte.ts';

/** A screen whose code comes when it is first looked at, so that the app starts quickly on a slow phone. */
export interface Later {
  readonly load: () => Promise<{ readonly default: AnyScreen }>;
}
type AnyScreen = Component<{ detail: string }> | Component;
export type Screen = AnyScreen | Later;

const later = (load: Later['load']): Later => {
  let loading: ReturnType<Later['load']> | null = null;
  return {
    load: () => {
      loading ??= load().catch((problem: unknown) => {
        loading = null; // asked for anew next time
        throw problem;
      });
      return loading;
    },
  };
};

const Area = later(() => import('../areas/Area.svelte'));
const Device = later(() => import('../device/Device.svelte'));
const Invite = later(() => import('../join/Invite.svelte'));
const JustMe = later(() => import('../me/JustMe.svelte'));
const More = later(() => import('../me/More.svelte'));
const WhoSees = later(() => import('../me/WhoSees.svelte'));
const Pages = later(() => import('../pages/Pages.svelte'));
const Progress = later(() => import('../progress/Progress.svelte'));
const Find = later(() => import('../reading/Find.svelte'));
const Looked = later(() => import('../reading/Looked.svelte'));
const AsWho = later(() => import('../reading/AsWho.svelte'));
const News = later(() => import('../reading/News.svelte'));
const Timeline = later(() => import('../reading/Timeline.svelte'));
const Card = later(() => import('../safe/Card.svelte'));
const KeepingSafe = later(() => import('../safe/KeepingSafe.svelte'));
const Learning = later(() => import('../learning/Learning.svelte'));
const LearningPart = later(() => import('../learning/LearningPart.svelte'));
const Meeting = later(() => import('../meetings/Meeting.svelte'));
const Meetings = later(() => import('../meetings/Meetings.svelte'));
const AboutMe = later(() => import('../team/AboutMe.svelte'));
const PersonPage = later(() => import('../team/PersonPage.svelte'));
const Plan = later(() => import('../team/Plan.svelte'));
const Steps = later(() => import('../team/Steps.svelte'));

/** What shows a page of each kind. */
export const PAGE_SCREENS: Readonly<Record<(typeof SHOWN_KINDS)[number], Screen>> = {
  'about-me': AboutMe,
  plan: Plan,
  journal: Journal,
  'keeping-safe': KeepingSafe,
  health: Area,
  'home-money': Area,
  justice: Area,
  progress: Progress,
  learning: Learning,
  meetings: Meetings,
  'just-me': JustMe,
};

/** A screen of an open record, by the first part of its address; `detail` is the second, if there is one. */
export interface Place {
  readonly screen: Screen;
  readonly title: (session: Session, detail: string) => string;
}

export const PLACES: Readonly<Record<string, Place>> = {
  '': { screen: Home, title: (session) => (session.isClient ? words.home.title : words.home.titleOf(session.team.name)) },
  more: { screen: More, title: () => words.app.more },
  person: {
    screen: PersonPage,
    title: (session, detail) => session.team.people.find(({ who }) => who === detail)?.name ?? words.page.somebody,
  },
  news: { screen: News, title: () => words.news.title },
  timeline: { screen: Timeline, title: () => words.timeline.title },
  looked: { screen: Looked, title: () => words.looked.title },
  as: {
    screen: AsWho,
    title: (session, detail) =>
      session.isClient
        ? words.eyes.title(session.team.people.find(({ who }) => who === detail)?.name ?? words.page.somebody)
        : words.eyes.ofClientTitle(session.team.name),
  },
  find: { screen: Find, title: () => words.find.title },
  steps: { screen: Steps, title: () => words.steps.title },
  learning: {
    screen: LearningPart,
    title: (_, detail) => words.learning.partTitles[isPart(detail) ? detail : 'reflections'],
  },
  meeting: {
    screen: Meeting,
    title: () => {
      const part = router.path[2] ?? '';
      return isStage(part) ? words.meetings.stages[part] : words.meetings.one;
    },
  },
  sees: { screen: WhoSees, title: () => words.sees.title },
  invite: { screen: Invite, title: () => words.invite.title },
  pages: { screen: Pages, title: () => words.managing.title },
  card: { screen: Card, title: () => words.card.title },
  device: { screen: Device, title: () => words.settings.title },
};

/** What an address of an open record shows: its screen and its title; home where it names none. */
export const placeAt = (path: readonly string[], session: Session): Place & { readonly titled: string } => {
  const [asked = '', detail = '', number = ''] = path;
  const first = session.eyes && OWN_PLACES.includes(asked) ? '' : asked;
  if (first === 'page') {
    const screen = Object.entries(PAGE_SCREENS).find(([kind]) => kind === detail)?.[1];
    const page = session.team.pages.find(({ id }) => id === number);
    if (screen) return { screen, title: () => '', titled: page ? pageName(page) : pageName({ kind: detail, title: '' }) };
  }
  const place = (Object.hasOwn(PLACES, first) ? PLACES[first] : undefined) ?? PLACES[''];
  if (!place) throw new RangeError('Home is a place.');
  return { ...place, titled: place.title(session, detail) };
};
