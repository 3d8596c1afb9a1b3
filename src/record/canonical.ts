import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Bytes } from '#base';

type Decoded = ReturnType<typeof Y.decodeUpdate>;

/** A change as structs and deletions of one strand, in the one encoding that each has. */
export const encodeCanonical = (structs: Decoded['structs'], deletions: Decoded['ds']): Bytes => {
  const e = new Y.UpdateEncoderV1();
  encoding.writeVarUint(e.restEncoder, structs.length > 0 ? 1 : 0);
  const [first] = structs;
  if (first) {
    encoding.writeVarUint(e.restEncoder, structs.length);
    e.writeClient(first.id.client);
    encoding.writeVarUint(e.restEncoder, first.id.clock);
    for (const struct of structs) struct.write(e, 0);
  }
  encoding.writeVarUint(e.restEncoder, deletions.clients.size);
  for (const [client, ranges] of [...deletions.clients].sort(([a], [b]) => b - a)) {
    e.resetDsCurVal();
    encoding.writeVarUint(e.restEncoder, client);
    encoding.writeVarUint(e.restEncoder, ranges.length);
    for (const range of ranges) {
      e.writeDsClock(range.clock);
      e.writeDsLen(range.len);
    }
  }
  return new Uint8Array(e.toUint8Array());
};
