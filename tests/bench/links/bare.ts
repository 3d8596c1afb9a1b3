/** Two bare connections in one page, without a meeting point, proofs, seals or a ledger: what ours are measured beside. */
const createPair = () => {
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  a.onicecandidate = ({ candidate }) => void (candidate && b.addIceCandidate(candidate));
  b.onicecandidate = ({ candidate }) => void (candidate && a.addIceCandidate(candidate));
  const from = a.createDataChannel('bare');
  from.binaryType = 'arraybuffer';
  const to = new Promise<RTCDataChannel>((resolve) => {
    b.ondatachannel = ({ channel }) => {
      channel.binaryType = 'arraybuffer';
      resolve(channel);
    };
  });
  const opened = new Promise<void>((resolve) => {
    from.onopen = () => {
      resolve();
    };
  });
  const shake = async () => {
    await a.setLocalDescription();
    await b.setRemoteDescription(a.localDescription ?? { type: 'offer', sdp: '' });
    await b.setLocalDescription();
    await a.setRemoteDescription(b.localDescription ?? { type: 'answer', sdp: '' });
    await opened;
  };
  const close = () => {
    a.close();
    b.close();
  };
  return { from, to, shake, close };
};

/** How long until a data channel is open, in milliseconds. */
export const bareConnection = async (): Promise<number> => {
  const start = performance.now();
  const pair = createPair();
  await pair.shake();
  const took = performance.now() - start;
  pair.close();
  return took;
};

const PIECE = 16 * 1024;
const MOST_WAITING = 1024 * 1024;

/** How long that many bytes take over an open data channel, in milliseconds. */
export const bareTransfer = async (bytes: number): Promise<number> => {
  const pair = createPair();
  await pair.shake();
  const to = await pair.to;
  let got = 0;
  const all = new Promise<void>((resolve) => {
    to.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      got += data.byteLength;
      if (got >= bytes) resolve();
    };
  });
  const start = performance.now();
  pair.from.bufferedAmountLowThreshold = MOST_WAITING / 2;
  for (let sent = 0; sent < bytes; sent += PIECE) {
    if (pair.from.bufferedAmount > MOST_WAITING)
      await new Promise((resolve) => {
        pair.from.onbufferedamountlow = resolve;
      });
    pair.from.send(new Uint8Array(Math.min(PIECE, bytes - sent)));
  }
  await all;
  const took = performance.now() - start;
  pair.close();
  return took;
};
