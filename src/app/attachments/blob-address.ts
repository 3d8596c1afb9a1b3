import type { Bytes } from '#base';
import type { AttachmentType } from '#record';

/** Calls `use` with an address of the bytes for as long as the effect that called it lives. The type is one of a few: none that a browser runs. */
export const withAddress = (content: Bytes, mime: AttachmentType, use: (address: string) => void): (() => void) => {
  const address = URL.createObjectURL(new Blob([content], { type: mime }));
  use(address);
  return () => {
    URL.revokeObjectURL(address);
  };
};
