import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import * as z from 'zod/mini';
import { bytesToText, concatBytes } from '#base';
import type { Bytes } from '#base';
import { readBlobMessage, writeBlobMessage } from '../../../src/sync/attachments/blob-message.ts';
import { readCursor, writeCursor } from '../../../src/sync/cursors/cursor-message.ts';
import { Channel } from '../../../src/sync/link/channel.ts';
import { readSignal, writeSignal } from '../../../src/sync/link/introduction.ts';
import { readMessage, writeAsk, writeGive } from '../../../src/sync/link/messages.ts';
import { SealedSignals } from '../../../src/sync/link/sealed-signals.ts';
import { fingerprintOf } from '../../../src/sync/link/transcript.ts';
import { MeetingTopic } from '../../../src/sync/meeting/meeting-point.ts';
import { mustHold, sameBytes } from '../decoder.ts';
import type { Decoder } from '../decoder.ts';

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const message: Decoder = {
  name: 'message',
  share: 10,
  runs: 3000,
  check: (bytes) => {
    const read = readMessage(bytes);
    if (!read) return false;
    if (read.type === 'ask') {
      const again = readMessage(writeAsk(read.have));
      mustHold(again?.type === 'ask' && equal([...again.have], [...read.have]), 'what is written reads back');
    } else if (read.type === 'give') {
      const again = readMessage(writeGive(read.update, read.last));
      mustHold(again?.type === 'give' && again.last === read.last && sameBytes(again.update, read.update), 'what is written reads back');
    } else {
      // As y-webrtc does with what a link hands it.
      const doc = new Y.Doc();
      const awareness = new Awareness(doc);
      const d = decoding.createDecoder(bytes);
      decoding.readVarUint(d);
      applyAwarenessUpdate(awareness, decoding.readVarUint8Array(d), 'peer');
      awareness.destroy();
      doc.destroy();
    }
    return true;
  },
};

const MOST_MESSAGE = 4 * 1024 * 1024;

/** What a channel of the browser is to ours. */
class FakeDataChannel {
  binaryType = 'arraybuffer';
  bufferedAmountLowThreshold = 0;
  readonly bufferedAmount = 0;
  readonly readyState = 'open';
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  onbufferedamountlow: (() => void) | null = null;
  sent = 0;
  send(): void {
    this.sent += 1;
  }
  close(): void {
    // Nothing is open.
  }
}

/** Frames one after the other, each with its length (2) in front: the browser keeps them apart. */
export const framesOf = (bytes: Bytes): readonly Bytes[] => {
  const frames: Bytes[] = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    frames.push(bytes.slice(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return frames;
};
export const joinFrames = (frames: readonly Uint8Array[]): Bytes =>
  concatBytes(...frames.flatMap((frame) => [Uint8Array.of(frame.length >> 8, frame.length), frame]));

const channel: Decoder = {
  name: 'channel',
  share: 5,
  runs: 500,
  check: async (bytes) => {
    const data = new FakeDataChannel();
    const heard: Bytes[] = [];
    let end: string | null = null;
    const ours = new Channel(data as unknown as RTCDataChannel, {
      message: async (whole) => void heard.push(whole),
      end: (reason) => (end ??= reason),
    });
    const frames = framesOf(bytes);
    for (const frame of frames) if (end === null) data.onmessage?.({ data: frame.buffer });
    for (let i = 0; i < 3 * frames.length + 3; i++) await Promise.resolve();
    ours.close();
    mustHold(
      heard.every(({ length }) => length <= MOST_MESSAGE),
      'a message has a most',
    );
    mustHold(heard.reduce((sum, { length }) => sum + length, 0) <= bytes.length, 'no more comes out than went in');
    mustHold(end === null || end === 'malformed', 'a channel ends for what it was given');
    return end === null && heard.length > 0;
  },
};

const signal: Decoder = {
  name: 'signal',
  share: 5,
  runs: 1000,
  check: (bytes) => {
    const read = readSignal(bytes);
    if (!read) return false;
    mustHold(equal(readSignal(writeSignal(read)), read), 'what is written reads back');
    if (read.is === 'description') fingerprintOf(read.sdp);
    return true;
  },
};

export const LINK_SECRET = new Uint8Array(64).fill(3);
export const LINK_SALT = new Uint8Array(32).fill(4);
const SealedSchema = z.object({ n: z.number().check(z.nonnegative(), z.maximum(10_000)), box: z.string() });

const sealedSignal: Decoder = {
  name: 'sealed-signal',
  share: 2,
  runs: 100,
  check: async (bytes) => {
    let json: unknown;
    try {
      json = JSON.parse(bytesToText(bytes) ?? '');
    } catch {
      return false;
    }
    const wire = z.safeParse(z.array(SealedSchema), json);
    if (!wire.success) return false;
    const signals = new SealedSignals(LINK_SECRET, LINK_SALT, false);
    const opened = (await Promise.all(wire.data.map((one) => signals.open(one)))).flatMap((plains) => plains ?? []);
    for (const plain of opened) readSignal(plain);
    return opened.length > 0;
  },
};

/** A socket that only says what it is told to. */
class FakeSocket {
  static readonly OPEN = 1;
  static last: FakeSocket | null = null;
  readonly readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor() {
    FakeSocket.last = this;
  }
  send(): void {
    // Nobody is there.
  }
  close(): void {
    this.onclose?.();
  }
}

export const TOPIC = 'ab'.repeat(20);

const published: Decoder = {
  name: 'published',
  share: 4,
  runs: 1000,
  check: (bytes) => {
    const real = globalThis.WebSocket;
    Object.assign(globalThis, { WebSocket: FakeSocket });
    try {
      let heard = 0;
      const topic = new MeetingTopic(['wss://meet.example'], TOPIC, { onSealed: () => (heard += 1), onLooking: () => (heard += 1) });
      FakeSocket.last?.onmessage?.({ data: bytesToText(bytes) ?? '' });
      topic.close();
      return heard > 0;
    } finally {
      Object.assign(globalThis, { WebSocket: real });
    }
  },
};

const blobMessage: Decoder = {
  name: 'blob-message',
  share: 4,
  runs: 1000,
  check: (bytes) => {
    const read = readBlobMessage(bytes);
    if (!read) return false;
    mustHold(sameBytes(writeBlobMessage(read), bytes), 'what is written reads back');
    mustHold(read.type !== 'part' || read.bytes.length <= 64 * 1024, 'a part has a most');
    return true;
  },
};

const cursor: Decoder = {
  name: 'cursor',
  share: 4,
  runs: 1000,
  check: (bytes) => {
    const read = readCursor(bytes);
    if (!read) return false;
    mustHold(equal(readCursor(writeCursor(read)), read), 'what is written reads back');
    if (!read.cursor) return true;
    // As an editor's binding does with it, on a page that has words.
    const doc = new Y.Doc();
    doc.getText('people').insert(0, 'my sister');
    for (const place of [read.cursor.anchor, read.cursor.head])
      if (place.tname === null || doc.share.has(place.tname))
        Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(place), doc);
    mustHold(doc.share.size === 1, 'pointing makes no text');
    doc.destroy();
    return true;
  },
};

export const linkDecoders = (): readonly Decoder[] => [blobMessage, cursor, message, channel, signal, sealedSignal, published];
