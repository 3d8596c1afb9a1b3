import { describeAead } from './check-aead.ts';
import { describeBoxes } from './check-box.ts';
import { describeExchange } from './check-exchange.ts';
import { describeHashing } from './check-hash.ts';
import { describeSignatures } from './check-signatures.ts';
import { describeWords } from './check-words.ts';

/** All published vectors that touch the crypto room, on the platform that this runs on. README.md beside this says where they are from. */
export const describeVectors = (): void => {
  describeSignatures('native');
  describeExchange();
  describeAead();
  describeHashing();
  describeBoxes();
  describeWords();
};
