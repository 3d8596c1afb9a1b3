import { plainWords } from '#record';
import { words } from '../words/index.ts';

/** What is copied out: who wrote it, when, on which page, and the words without their marks. */
export interface CopiedOut {
  readonly what: string;
  readonly day: string;
  readonly page: string;
  readonly writer: string;
  readonly text: string;
}

/** Plain text for another system, which knows nothing of this one: what a reader there must know stands first. */
export const copyOut = ({ what, day, page, writer, text }: CopiedOut): string => {
  const { signsRead } = words.writing;
  const said = { fact: `${signsRead.fact}:`, view: `${signsRead.view}:`, quote: `${signsRead.quote}:` };
  return `${words.writing.copyHead(what, day, page, writer)}\n\n${plainWords(text, said)}\n`;
};
