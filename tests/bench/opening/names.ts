/** The database of the plain document. */
export const PLAIN = 'plain-journal';
