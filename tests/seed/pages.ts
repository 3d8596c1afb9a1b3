import { PAGE_KINDS } from '#record';

/** A seeded record has every page that a version can show; the app names them. */
export const SEEDED_PAGES = PAGE_KINDS.filter((kind) => kind !== 'team').map((kind) => ({ kind, title: '' }));
