import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { calendarFile } from '../../../src/app/meetings/calendar-file.ts';
import { readCalendar } from './read-calendar.ts';

const STAMP = Date.UTC(2026, 2, 1, 9, 30);
const entry = { id: 'ab'.repeat(16), title: 'Meeting', where: '', day: '2026-03-29', time: '14:05', minutes: 45 };

describe('a calendar file', () => {
  it('has the time on the wall, whatever the time zone of this device, also on the day when the clocks change', async () => {
    const zone = process.env['TZ'];
    try {
      for (const one of ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland']) {
        process.env['TZ'] = one;
        const event = readCalendar(await calendarFile(entry, STAMP));
        expect(event['DTSTART'], one).toBe('20260329T140500');
        expect(event['DTEND'], one).toBe('20260329T145000');
        expect(event['DTSTAMP'], one).toBe('20260301T093000Z');
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('goes over midnight, and over the end of a month', async () => {
    const event = readCalendar(await calendarFile({ ...entry, day: '2026-02-28', time: '23:30', minutes: 60 }, STAMP));
    expect(event['DTEND']).toBe('20260301T003000');
  });

  it('of a meeting without a time is a whole day', async () => {
    const event = readCalendar(await calendarFile({ ...entry, time: null }, STAMP));
    expect(event['DTSTART;VALUE=DATE']).toBe('20260329');
    expect(event['DTEND;VALUE=DATE']).toBe('20260330');
  });

  it('says nothing but what was chosen, under the number of the meeting', async () => {
    const text = await calendarFile(entry, STAMP);
    const event = readCalendar(text);
    expect(event['UID']).toBe(entry.id);
    expect(event['SUMMARY']).toBe('Meeting');
    for (const part of ['LOCATION', 'DESCRIPTION', 'ATTENDEE', 'ORGANIZER', 'URL', 'VALARM']) expect(text).not.toContain(part);
    expect(text).not.toMatch(/around/i);
  });

  it('brings any title and place through, in lines of at most 75 bytes', async () => {
    // Control characters have no place in a calendar (RFC 5545, 3.1); a carriage return alone is taken for a new line.
    const words = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !/\p{Cc}/u.test(text));
    await fc.assert(
      fc.asyncProperty(words, words, async (title, where) => {
        const text = await calendarFile({ ...entry, title, where }, STAMP);
        for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        const event = readCalendar(text);
        expect(event['SUMMARY']).toBe(title);
        expect(event['LOCATION'] ?? '').toBe(where);
      }),
      { numRuns: 200 },
    );
  });

  it('brings new lines, commas, semicolons and backslashes through', async () => {
    const title = 'One, two; three\nfour \\ five\\n';
    expect(readCalendar(await calendarFile({ ...entry, title }, STAMP))['SUMMARY']).toBe(title);
  });
});
