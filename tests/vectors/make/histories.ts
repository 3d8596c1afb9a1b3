import type { Entry } from '#ledger';
import { Copy, historyJson, meet, Story } from './band.ts';

import { certain, headOf, JOURNAL, MEET_PAGE, memberOf, Pen, PLAN } from './cast.ts';
import type { Json } from './json.ts';

type Told = readonly [name: string, what: string, story: Story];

const accepts = (copy: Copy, name: string, entry: Entry) => copy.says(name, { kind: 'accept', upTo: headOf(entry) });
const removes = (copy: Copy, person: string) => copy.says(`remove ${person}`, { kind: 'remove', target: { member: memberOf(person) } });
const none = new Uint8Array(0);

/** The client, and Ana and Ben, who both may write in the journal. */
const team = async () => {
  const { story, phone } = await Story.begin();
  const ana = await phone.admits('Ana', [[JOURNAL, 'write']]);
  const ben = await phone.admits('Ben', [
    [JOURNAL, 'write'],
    [PLAN, 'see'],
  ]);
  meet(phone, ana, ben);
  return { story, phone, ana, ben };
};

const plain = async (): Promise<Told> => {
  const { story, phone, ana, ben } = await team();
  await phone.writes('the client says');
  await ana.hears(phone).writes('Ana answers');
  await ben.writes('Ben says at the same time');
  await ben.writes('Ben writes where he may only look', PLAN);
  await phone.hears(ben).says('the client has seen it', { kind: 'seen', opened: none });
  return ['plain', 'Three people write. What a member writes on a page without a grant to write is held.', story];
};

const removal = async (): Promise<Told> => {
  const { story, phone, ana, ben } = await team();
  await ben.writes('before');
  meet(phone, ana, ben);
  await removes(phone, 'Ben');
  await ben.writes('answered by Ana');
  await ana.hears(ben).writes('Ana answers Ben');
  await ben.writes('answered by nobody');
  await ana.hears(ben).says('Ana has seen that too', { kind: 'seen', opened: none });
  await ana.hears(phone).writes('Ana knows of it');
  return [
    'removal',
    'What the removal had seen counts; what somebody who stays had built on before they knew counts; the rest is held, and to have seen it is not to build on it.',
    story,
  ];
};

const accepted = async (): Promise<Told> => {
  const { story, phone, ana, ben } = await team();
  await removes(phone, 'Ben');
  await ben.writes('one');
  const two = await ben.writes('two');
  await ben.writes('three');
  await accepts(phone.hears(ben), 'accept up to two', two);
  meet(phone, ana);
  return ['accept', 'An accept lets the words up to the one that it names count, and no later one.', story];
};

const revoked = async (): Promise<Told> => {
  const { story, phone, ana, ben } = await team();
  await ben.writes('before');
  meet(phone, ana, ben);
  await phone.says('revoke write of Ben', { kind: 'revoke', member: memberOf('Ben'), right: 'write' }, { page: JOURNAL });
  await ben.writes('Ana builds on this');
  await ana.hears(ben).writes('Ana answers');
  await ben.writes('nobody builds on this');
  await ben.hears(phone).writes('written although he knew');
  await phone.hears(ben).says('write journal for Ben again', { kind: 'grant', member: memberOf('Ben'), right: 'write' }, { page: JOURNAL });
  await ben.hears(phone).writes('with a new right');
  return ['revoke', 'The same for a right that ends, on one page; a later grant makes later words count.', story];
};

const fork = async (): Promise<Told> => {
  const { story, phone, ana, ben } = await team();
  const again = await ben.copied();
  await ben.writes('on one disk');
  await ben.writes('on one disk, later');
  await again.writes('on the other disk');
  await phone.hears(ben).writes('the client met one disk', PLAN);
  await phone.says('the client says so', { kind: 'seen', opened: none });
  meet(phone, ana, ben, again);
  return [
    'fork, one branch met',
    'A copied device wrote two branches. The client’s team entries of another strand had one of them and not the other: that one counts.',
    story,
  ];
};

const forkMetTwice = async (): Promise<Told> => {
  const { story, phone, ana, ben } = await team();
  const laptop = await phone.links('the client’s laptop');
  const again = await ben.hears(phone).copied();
  await ben.writes('on one disk');
  await again.writes('on the other disk');
  await phone.hears(ben).says('the phone met one', { kind: 'seen', opened: none });
  await laptop.hears(again).says('the laptop met the other', { kind: 'seen', opened: none });
  meet(phone, laptop, ana, ben, again);
  return ['fork, both branches met', 'Two devices of the client met a branch each: the one with the smaller hash counts.', story];
};

const forkAccepted = async (): Promise<Told> => {
  const { story, phone, ana, ben } = await team();
  const again = await ben.copied();
  await ben.writes('on one disk');
  const other = await again.writes('on the other disk');
  await phone.hears(ben).says('the client met one', { kind: 'seen', opened: none });
  await accepts(phone.hears(again), 'accept the other', other);
  meet(phone, ana, ben, again);
  return ['fork, one branch accepted', 'An accept of words on one branch settles the fork: never do two count.', story];
};

const recovery = async (): Promise<Told> => {
  const { story, phone, ana, ben } = await team();
  await phone.writes('still the client');
  const last = await phone.says('the last that was still theirs', { kind: 'grant', member: memberOf('Ana'), right: 'see' }, { page: PLAN });
  meet(phone, ana, ben);
  await removes(phone, 'Ana');
  await phone.writes('the thief writes');
  const eve = await phone.admits('Eve', [[JOURNAL, 'write']]);
  await eve.writes('Eve writes');
  await ana.writes('Ana goes on');
  const found = new Copy(story, await Pen.of('a new phone'), null).hears(ana);
  const { root, receipts, record } = story.made;
  await found.says('recover', await root.recovers(record, found.pen, receipts, { number: 1, line: [headOf(last)] }));
  await found.writes('the client is back');
  meet(found, ana, ben, phone, eve);
  return [
    'recovery',
    'A stolen phone removes Ana and lets Eve in. The recovery draws its line before that: all of it is undone, the rest stays.',
    story,
  ];
};

const atOnce = async (): Promise<Told> => {
  const { story, phone, ana, ben } = await team();
  const laptop = await phone.links('the client’s laptop');
  const { meet: key } = story.made.keys;
  await phone.rotates('the first meeting key', key, [phone, laptop, ana, ben]);
  meet(phone, laptop, ana, ben);
  await removes(phone, 'Ben');
  await phone.rotates('the phone’s new meeting key', await story.made.keyOf(MEET_PAGE, 'after Ben'), [phone, laptop, ana]);
  await laptop.grants('Ben', PLAN);
  await laptop.rotates('the laptop’s new meeting key', await story.made.keyOf(MEET_PAGE, 'of the laptop'), [phone, laptop, ana, ben]);
  meet(phone, laptop, ana, ben);
  return [
    'two devices of the client at once',
    'One removes Ben while the other gives him a page: he is off, whatever he was given; of two new keys at once that of the smaller hash is the page’s.',
    story,
  ];
};

const named = async (): Promise<Told> => {
  const { story, phone, ana, ben } = await team();
  const tablet = await ana.links('Ana’s tablet');
  await tablet.writes('from the tablet');
  await ben.says('Ben lets somebody in', await ben.pen.admits(story.made.record, memberOf('Eve'), await Pen.of('Eve’s phone')), {
    page: certain(story.made.keys.team).page,
    say: { key: story.made.keys.team, payload: none },
  });
  await phone
    .hears(ben)
    .hears(tablet)
    .says('remove the tablet', { kind: 'remove', target: { strand: tablet.pen.strand } });
  await tablet.writes('the tablet goes on');
  await ana.writes('Ana’s phone goes on');
  meet(phone, ana, ben, tablet);
  return ['devices', 'A member’s further device writes as that member until it is removed; a member’s admit says nothing.', story];
};

/** Ledgers with the fold's answer (section 5). */
export const makeHistories = async (): Promise<Json> => {
  const told: Told[] = [];
  for (const tell of [plain, removal, accepted, revoked, fork, forkMetTwice, forkAccepted, recovery, atOnce, named])
    told.push(await tell());
  return {
    about:
      'Small ledgers with what the fold says of each entry (section 5), in an order in which causes come first. The answer is the same in every other such order.',
    record: certain(told[0])[2].made.record,
    histories: await Promise.all(told.map(([name, what, story]) => historyJson(name, what, story))),
  };
};
