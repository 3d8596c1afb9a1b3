import type * as editor from './open-editor.ts';

type Module = typeof editor;

let loaded: Module | null = null;

/** The editor, if it is here already. */
export const editorIfHere = (): Module | null => loaded;

/** Fetches the editor, which is no part of the first screen. `null` where it cannot be had: a plain field does its work. */
export const loadEditor = async (): Promise<Module | null> => {
  try {
    loaded ??= await import('./open-editor.ts');
  } catch {
    return null;
  }
  return loaded;
};
