import { afterEach, expect, it, vi } from 'vitest';
import { systemRandom, toInstant } from '#base';
import { createInvite } from '#team';
import { readInstallation } from '../../../src/app/session/installation.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

// Found by mutation 171,932: `#sync` takes an address for a meeting point that an invitation does not take.
it.each(['wSs://meet.example', 'wss://meet.example/#room', 'wss://somebody@meet.example', `wss://meet.example/${'a'.repeat(200)}`])(
  'a meeting point that an installation names can stand in an invitation, or is left out: %s',
  async (url) => {
    vi.stubGlobal('location', { href: 'https://around-me.example/app/' });
    vi.stubGlobal('fetch', async () => Response.json({ meetingPoints: [url] }));
    const { meetingPoints } = await readInstallation();
    // As the app does when somebody is invited.
    expect(createInvite(systemRandom, toInstant(0), meetingPoints.slice(0, 4)).meetingPoints).toEqual(meetingPoints);
  },
);
