/** The address of an item on the screen that shows it: give it to the element as its `id`. */
export const anchorOf = (item: string): string => `item-${item}`;

/** How long a screen may take until what was jumped to is there, in milliseconds. */
const PATIENCE_MS = 3000;
const LOOK_EVERY_MS = 50;

/** The first of these that is on the screen: the item itself, or else what it belongs to. */
const find = (items: readonly string[]): HTMLElement | null => {
  for (const item of items) {
    const element = document.getElementById(anchorOf(item));
    if (element) return element;
  }
  return null;
};

/** What is folded away is unfolded first. */
const unfold = (element: HTMLElement): void => {
  for (let at: Element | null = element.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
};

/** Brings the first of these items that is drawn into sight and to the keyboard. Gives whether one was found. */
export const arriveAt = async (items: readonly string[]): Promise<boolean> => {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    const element = find(items);
    if (element) {
      unfold(element);
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: 'center' });
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
};
