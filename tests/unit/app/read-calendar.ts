/** Reads the one event of a calendar file, by RFC 5545: lines unfolded, texts unescaped. Keys carry their parameters. */
export const readCalendar = (text: string): Readonly<Record<string, string>> => {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const event = lines.slice(lines.indexOf('BEGIN:VEVENT') + 1, lines.indexOf('END:VEVENT'));
  if (lines[0] !== 'BEGIN:VCALENDAR' || lines.filter((line) => line === 'BEGIN:VEVENT').length !== 1) throw new Error('Not one event.');
  return Object.fromEntries(
    event.map((line) => {
      const at = line.indexOf(':');
      const value = line.slice(at + 1).replaceAll(/\\([\\;,nN])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter));
      return [line.slice(0, at), value];
    }),
  );
};
