import { bytesToHex, textToBytes } from '#base';
import type { Bytes } from '#base';
import { isKind } from '#ledger';
import type { KeyId, PageId } from '#ledger';
import { certain, JOURNAL, MEET_PAGE } from './cast.ts';
import type { MadeRecord, Pen, Written } from './cast.ts';
import type { Json } from './json.ts';
import { boxAad, boxInfo } from './seal-box.ts';

/** Boxes that must open: page keys for a device and for the root, and a receipt for the client. */
export const makeBoxes = ({ root, receiptsSeed, record, keys }: MadeRecord, entries: ReadonlyMap<string, Written>): Json => {
  const of = (name: string): Written => certain(entries.get(name));
  const box = (
    what: string,
    { entry }: Written,
    which: { readonly page: PageId; readonly keyId: KeyId; readonly key: Bytes; readonly receiver: Pen | 'root' },
  ): Json => {
    if (!isKind(entry, 'rotate') && !isKind(entry, 'share')) throw new Error('Boxes lie in a rotate or a share.');
    const { receiver, page, keyId } = which;
    const place = { record, strand: entry.strand, seq: entry.seq, page, keyId, receiver: receiver === 'root' ? receiver : receiver.strand };
    const sealed =
      receiver === 'root'
        ? isKind(entry, 'rotate') && entry.facts.rootBox
        : entry.facts.boxes.find(({ strand }) => strand === receiver.strand)?.sealed;
    return {
      what,
      place: {
        record,
        strand: entry.strand,
        sequence: entry.seq,
        page,
        keyId,
        receiver: receiver === 'root' ? 'root' : receiver.strand,
      },
      info: bytesToHex(boxInfo(record)),
      aad: bytesToHex(boxAad(place)),
      receiverSeed: bytesToHex(receiver === 'root' ? root.boxSeed : receiver.boxSeed),
      sealed: bytesToHex(certain(sealed || null)),
      key: bytesToHex(which.key),
    };
  };
  const meet = { page: MEET_PAGE, keyId: keys.meet.id, key: keys.meet.bytes };
  const journal = { page: JOURNAL, keyId: keys.journal.id, key: keys.journal.bytes };
  const [phone, kim] = [of('begin').by, of('change').by];
  const seen = of('seen, with what was opened');
  if (!isKind(seen.entry, 'seen')) throw new Error('A receipt lies in a seen.');
  return {
    about:
      'HPKE boxes of keys (section 5) and of receipts (section 7) that must open. The ephemeral keys are drawn anew for every box and are not needed to open one.',
    boxes: [
      box('the meeting key, for the device that made it', of('rotate, a page’s first key'), { ...meet, receiver: phone }),
      box('the meeting key, for the root', of('rotate, a page’s first key'), { ...meet, receiver: 'root' }),
      box('the journal’s key, for another reader', of('rotate, to two readers, with an earlier key'), { ...journal, receiver: kim }),
      box('the meeting key, shared', of('share'), { ...meet, receiver: kim }),
    ],
    receipts: [
      {
        place: { record, strand: seen.entry.strand, sequence: seen.entry.seq },
        info: bytesToHex(textToBytes('around-me/receipt/1')),
        aad: `${record}/${seen.entry.strand}/${seen.entry.seq}`,
        receiverSeed: bytesToHex(receiptsSeed),
        sealed: bytesToHex(seen.entry.facts.opened),
        opened: [{ page: JOURNAL, at: Date.UTC(2026, 0, 5, 12) }],
      },
    ],
  };
};
