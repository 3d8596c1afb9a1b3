import type { Component } from 'svelte';
import Area from '../areas/Area.svelte';
import Device from '../device/Device.svelte';
import Invite from '../join/Invite.svelte';
import Home from '../me/Home.svelte';
import JustMe from '../me/JustMe.svelte';
import More from '../me/More.svelte';
import WhoSees from '../me/WhoSees.svelte';
import Progress from '../progress/Progress.svelte';
import Find from '../reading/Find.svelte';
import News from '../reading/News.svelte';
import Card from '../safe/Card.svelte';
import KeepingSafe from '../safe/KeepingSafe.svelte';
import Meeting from '../meetings/Meeting.svelte';
import { isStage } from '../meetings/meeting-parts.ts';
import Meetings from '../meetings/Meetings.svelte';
import { pageName } from '../session/page-name.ts';
import type { Session } from '../session/session.svelte.ts';
import AboutMe from '../team/AboutMe.svelte';
import Journal from '../team/Journal.svelte';
import PersonPage from '../team/PersonPage.svelte';
import Plan from '../team/Plan.svelte';
import Steps from '../team/Steps.svelte';
import { words } from '../words/index.ts';
import type { SHOWN_KINDS } from './listing.ts';
import { router } from './router.svelte.ts';

/** What shows a page of each kind. */
export const PAGE_SCREENS: Readonly<Record<(typeof SHOWN_KINDS)[number], Component>> = {
  'about-me': AboutMe,
  plan: Plan,
  journal: Journal,
  'keeping-safe': KeepingSafe,
  health: Area,
  'home-money': Area,
  justice: Area,
  progress: Progress,
  meetings: Meetings,
  'just-me': JustMe,
};

/** A screen of an open record, by the first part of its address; `detail` is the second, if there is one. */
export interface Place {
  readonly screen: Component<{ detail: string }> | Component;
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
  find: { screen: Find, title: () => words.find.title },
  steps: { screen: Steps, title: () => words.steps.title },
  meeting: {
    screen: Meeting,
    title: () => {
      const part = router.path[2] ?? '';
      return isStage(part) ? words.meetings.stages[part] : words.meetings.one;
    },
  },
  sees: { screen: WhoSees, title: () => words.sees.title },
  invite: { screen: Invite, title: () => words.invite.title },
  card: { screen: Card, title: () => words.card.title },
  device: { screen: Device, title: () => words.settings.title },
};

/** What an address of an open record shows: its screen and its title; home where it names none. */
export const placeAt = (path: readonly string[], session: Session): Place & { readonly titled: string } => {
  const [first = '', detail = '', number = ''] = path;
  if (first === 'page') {
    const screen = Object.entries(PAGE_SCREENS).find(([kind]) => kind === detail)?.[1];
    const page = session.team.pages.find(({ id }) => id === number);
    if (screen) return { screen, title: () => '', titled: page ? pageName(page) : pageName({ kind: detail, title: '' }) };
  }
  const place = (Object.hasOwn(PLACES, first) ? PLACES[first] : undefined) ?? PLACES[''];
  if (!place) throw new RangeError('Home is a place.');
  return { ...place, titled: place.title(session, detail) };
};
