interface Policy {
  createScriptURL(url: string): string;
  createHTML(html: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}

const SERVICE_WORKER = './sw.js';

let made: Policy | undefined;

/**
 * Our one Trusted Types policy. It never leaves this file: what it blesses is the service worker's address, and markup that is read in a document
 * apart. A browser that knows no Trusted Types takes the strings as they are.
 */
const policy = (): Policy => {
  const rules: Policy = { createScriptURL: (url) => (url === SERVICE_WORKER ? url : ''), createHTML: (html) => html };
  made ??= (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('around-me', rules) ?? rules;
  return made;
};

/** The worker's address, as the page's policy asks for it: this one and no other. */
export const serviceWorkerAddress = (): string => policy().createScriptURL(SERVICE_WORKER);

/** Reads markup into a document of its own: nothing in it runs, loads or shows. To be read from, never to be moved into the page. */
export const readApart = (html: string): Document => new DOMParser().parseFromString(policy().createHTML(html), 'text/html');
