import { textToBytes, toInstant } from '#base';
import type { Bytes } from '#base';
import { wordsFromSeed } from '#crypto';
import { admitProofBytes } from '#ledger';
import { formatInvite, inviteToCode } from '#team';
import { cardToBytes } from '../../../src/team/invite-card.ts';
import { InviteChannel } from '../../../src/team/invite-channel.ts';
import { writeMessage } from '../../../src/team/invite-message.ts';
import type { InviteMessage } from '../../../src/team/invite-message.ts';
import { seededRandom } from '../../unit/ledger/cast.ts';
import type { World } from '../../unit/ledger/malformed/world.ts';
import { INVITE } from '../decoders/invitation.ts';
import type { Made } from './corpora.ts';

const CARDS = [
  { name: 'Kim', role: '', organisation: '' },
  { name: 'Zoë Ünal', role: 'Support worker', organisation: 'Harbour House' },
  { name: 'é'.repeat(80), role: '漢'.repeat(80), organisation: '🙂'.repeat(40) },
];

const messages = async ({ record, client, newcomer, member, random }: World): Promise<ReadonlyMap<string, InviteMessage>> => {
  const proof = await newcomer.signer.sign(admitProofBytes(record, client.strand, member, newcomer.keys));
  const [card] = CARDS;
  if (!card) throw new Error('there is a first card');
  return new Map<string, InviteMessage>([
    ['hello', { type: 'hello', commitment: random(32) }],
    ['answer', { type: 'answer', nonce: random(32), record, keys: client.keys, member }],
    ['reveal', { type: 'reveal', nonce: random(32), keys: newcomer.keys, proof, card }],
    ['welcome', { type: 'welcome', welcome: random(300) }],
    ['thanks', { type: 'thanks' }],
    ['refused', { type: 'refused', reason: 'busy' }],
  ]);
};

export const makeInvitations = async (world: World): Promise<Made> => {
  const said = await messages(world);
  const written = new Map([...said].map(([name, message]) => [name, writeMessage(message)] as const));
  const host = await InviteChannel.open(INVITE.secret, 'host');
  const random = seededRandom(12);
  const frames = new Map<string, Bytes>();
  let counter = 0;
  for (const [name, message] of said) frames.set(name, await host.seal({ session: '09'.repeat(16), counter: counter++, message }, random));
  const plain = inviteToCode({ ...INVITE, meetingPoints: [], expires: toInstant(0) });
  const link = formatInvite(INVITE, 'https://around-me.example/');
  const several = {
    ...INVITE,
    meetingPoints: ['wss://a.example', 'ws://10.0.0.7:4444', 'wss://meet.example/way/in?here', 'wss://[2001:db8::1]/'],
  };
  const only = (...names: readonly string[]) => new Map([...written].filter(([name]) => names.includes(name)));
  return {
    'invite-code': new Map([
      ['letters', textToBytes(inviteToCode(INVITE))],
      ['of one room', textToBytes(plain)],
      ['a link', textToBytes(link)],
      ['four meeting points', textToBytes(formatInvite(several, 'https://around-me.example/'))],
      ['in a letter', textToBytes(`Dear Kim,\n> ${link.slice(0, 60)}\n> ${link.slice(60)}\nUntil then!`)],
      ['wrapped in another link', textToBytes(`https://safe.example/?u=${encodeURIComponent(link)}&s=1`)],
    ]),
    'invite-message': written,
    'invite-frame': frames,
    'invite-host': only('hello'),
    'invite-guest': only('answer', 'refused'),
    'guest-card': new Map(CARDS.map((card) => [`${card.name.slice(0, 8)} of ${String(card.role.length)}`, cardToBytes(card)])),
    'recovery-words': new Map([
      ['twelve', textToBytes(wordsFromSeed(new Uint8Array(16).fill(7)).join(' '))],
      ['as somebody types them', textToBytes(` ${wordsFromSeed(new Uint8Array(16).fill(200)).join('  ').toUpperCase()} `)],
    ]),
  };
};
