/** A meeting as a calendar has it. Nothing goes out but what the person chose. */
export interface CalendarEntry {
  /** The item's own number: the same meeting, saved again, replaces itself. */
  readonly id: string;
  readonly title: string;
  readonly where: string;
  readonly day: string;
  readonly time: string | null;
  readonly minutes: number;
}

/**
 * The calendar file (RFC 5545) of one meeting. Its times float: two o'clock is two o'clock on the clock of whoever comes, wherever their phone thinks
 * that it is. `stamp`: when the file is made, in milliseconds.
 */
export const calendarFile = async (entry: CalendarEntry, stamp: number): Promise<string> => {
  // Loaded when somebody asks for a file.
  const { default: ical } = await import('ical-generator');
  const [year = 0, month = 1, of = 1] = entry.day.split('-').map(Number);
  const [hour = 0, minute = 0] = (entry.time ?? '').split(':').map(Number);
  // The library writes floating times by their UTC parts: so no time zone of this device gets in.
  const start = new Date(Date.UTC(year, month - 1, of, hour, minute));
  const end = new Date(entry.time === null ? Date.UTC(year, month - 1, of + 1) : start.getTime() + entry.minutes * 60_000);
  const calendar = ical({ prodId: '//calendar//meeting//EN' });
  calendar.createEvent({
    id: entry.id,
    stamp: new Date(stamp),
    start,
    end,
    allDay: entry.time === null,
    floating: true,
    summary: entry.title,
    ...(entry.where === '' ? {} : { location: entry.where }),
  });
  return calendar.toString();
};
