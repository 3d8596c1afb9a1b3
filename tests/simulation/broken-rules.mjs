/**
 * The product with one rule broken, for the simulator alone: it must notice. Each takes a passage of one file out and puts another one in;
 * the product itself has no such switches. `npm run simulate -- --broken NAME`.
 */
/** @type {Readonly<Record<string, { readonly file: string, readonly from: string, readonly to: string }>>} */
export const BROKEN = {
  'skips vouching': {
    file: 'src/team/vouching.ts',
    from: 'return this.#vouchersPast(cut).some((voucher) => this.#stored.index.has(voucher, entry));',
    to: 'return false;',
  },
  'lets everything be vouched for': {
    file: 'src/team/vouching.ts',
    from: 'return this.#vouchersPast(cut).some((voucher) => this.#stored.index.has(voucher, entry));',
    to: 'return true;',
  },
  'lets receipts vouch': {
    file: 'src/team/vouching.ts',
    from: "const VOUCHES_FOR_NOTHING: readonly Kind[] = ['seen', 'share', 'rotate'];",
    to: 'const VOUCHES_FOR_NOTHING: readonly Kind[] = [];',
  },
  'skips the gate': {
    file: 'src/ledger/gate.ts',
    from: 'for (const { sign } of keys) if (await verifySignature(sign, signedBytes(entry.header), entry.signature)) return true;',
    to: 'if (keys.length > 0) return true;',
  },
  'skips the page checks': {
    file: 'src/record/play.ts',
    from: 'const clockEnd = checkShape(decoded, kind, change);',
    to: 'Y.applyUpdate(doc, change.update, origin); return ok({ clockEnd: Y.getState(doc.store, change.strand) });\n    const clockEnd = 0;',
  },
  'trusts what authors say of themselves': {
    file: 'src/team/client-entries.ts',
    from: "{ id: 'T2.2', holds: (client, entry) => client.isTheirs(entry) },",
    to: "{ id: 'T2.2', holds: () => true },",
  },
  'skips healing': {
    file: 'src/sync/replica/replica.ts',
    from: 'const drafts = await healingDrafts(this);',
    to: 'const drafts: Awaited<ReturnType<typeof healingDrafts>> = [];',
  },
};

/**
 * @param {string} name @param {string} root
 * @returns {import('vite').Plugin}
 */
export const breakRule = (name, root) => {
  const broken = BROKEN[name];
  if (!broken) throw new Error(`No rule to break is called ${name}: ${Object.keys(BROKEN).join(', ')}.`);
  let done = false;
  return {
    name: 'around-me:broken-rule',
    enforce: 'pre',
    transform(code, id) {
      if (id.split('?')[0] !== `${root}/${broken.file}`) return undefined;
      if (code.split(broken.from).length !== 2) throw new Error(`${broken.file} does not have that passage once: ${broken.from}`);
      done = true;
      return code.replace(broken.from, () => broken.to);
    },
    buildEnd(error) {
      if (!error && !done) throw new Error(`${broken.file} is not part of the simulation.`);
    },
  };
};
