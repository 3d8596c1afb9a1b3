/** Whom anybody can call in the United Kingdom, beside the person's own people. Another country has other numbers: they are data. */
export const HELPLINES = [
  { id: 'listen', number: '116 123', way: 'call' },
  { id: 'health', number: '111', way: 'call' },
  { id: 'text', number: '85258', way: 'text' },
] as const;

/** Police, ambulance, fire. */
export const EMERGENCY_NUMBER = '999';

/** The address that a phone calls or writes to; `null` where nobody could be reached by what stands there. */
export const phoneLink = (number: string, way: 'call' | 'text' = 'call'): string | null => {
  const dialled = number.replaceAll(/[^\d+*#]/g, '');
  if (!/\d{3}/.test(dialled)) return null;
  return `${way === 'call' ? 'tel' : 'sms'}:${dialled.replaceAll('#', '%23')}`;
};
