export type { Words } from './language.svelte.ts';
export { language, LANGUAGES, words } from './language.svelte.ts';
