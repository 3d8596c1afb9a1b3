/**
 * What a page of this app may do, said once. The build writes `pagePolicy` into index.html, so that it holds on any static host;
 * `policyHeader` is what a meta tag cannot say, and goes out as a header where the host is ours.
 */

const page = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  // Meeting points are named by the person or by whoever hosts the app, so any WebSocket address is allowed; nothing else is.
  'connect-src': "'self' ws: wss:",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'font-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  // svelte-trusted-html is how Svelte makes its templates; around-me is ours, for the service worker's address alone.
  'trusted-types': 'svelte-trusted-html around-me',
};

/** The content security policy of the meta tag in index.html. */
export const pagePolicy = Object.entries(page)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

/** The part of the policy that only a header can carry. */
export const policyHeader = "frame-ancestors 'none'";
