/** Long work gives way this often, in milliseconds: what a person does meanwhile is answered at once. */
const SLICE_MS = 8;

let since = 0;
let channel: MessageChannel | null = null;
const waiting: (() => void)[] = [];

/** Lets everything else that waits have its turn. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => {
    // Not a timer: browsers hold those back, the more the longer they go on.
    channel ??= openChannel();
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });

/** Does so where this turn has lasted long enough. */
export const pauseIfDue = async (): Promise<void> => {
  if (performance.now() - since < SLICE_MS) return;
  await pause();
  since = performance.now();
};

const openChannel = (): MessageChannel => {
  const made = new MessageChannel();
  made.port1.onmessage = () => {
    waiting.shift()?.();
  };
  return made;
};
