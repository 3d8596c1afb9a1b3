/** The address of an item on the screen that shows it: give it to the element as its `id`. */
export const anchorOf = (item: string): string => `item-${item}`;

/** How long a screen may take until what was jumped to is there, in milliseconds. */
const PATIENCE_MS = 3000;
const LOOK_EVERY_MS = 50;

/** Brings an item into sight and to the keyboard, once it is drawn. Gives whether it was found. */
export const arriveAt = async (item: string): Promise<boolean> => {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    const element = document.getElementById(anchorOf(item));
    if (element) {
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: 'center' });
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
};
