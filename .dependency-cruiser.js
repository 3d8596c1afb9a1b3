/**
 * The house: imports only ever point down the list, and only through a room's front door (its index.ts).
 * tests/unit/house/import-rules.test.ts plants forbidden imports and expects each rule to find them.
 */

/** The rooms, lowest first, each with what it may import of the house. */
const mayImport = {
  base: [],
  crypto: ['base'],
  ledger: ['base', 'crypto'],
  team: ['base', 'crypto', 'ledger'],
  record: ['base'],
  insight: ['base', 'record'],
  device: ['base', 'crypto', 'ledger', 'team', 'record', 'insight'],
  sync: ['base', 'crypto', 'ledger', 'team', 'record', 'insight', 'device'],
};
const rooms = Object.keys(mayImport);

/** The packages that only one room, or few, may know of; what is not named here may be used anywhere. */
const packageHomes = {
  '@hpke/core': ['crypto'],
  '@noble/ed25519': ['crypto'],
  '@noble/hashes': ['crypto'],
  '@scure/bip39': ['crypto'],
  dexie: ['device'],
  'y-indexeddb': ['device', 'sync'],
  'y-webrtc': ['sync'],
  svelte: ['app'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one idea in two places.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'front-door-only',
      comment: "A room's front door is its index.ts: other rooms import that and nothing deeper.",
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: `^src/(${rooms.join('|')})/`, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'nobody-imports-app',
      comment: 'The app is the top of the house.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/' },
      to: { path: '^src/app/' },
    },
    ...Object.entries(mayImport).map(([room, allowed]) => ({
      name: `${room}-points-down`,
      comment: `${room} may import ${allowed.length === 0 ? 'no other room' : allowed.join(', ')}.`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
    })),
    ...Object.entries(packageHomes).map(([name, homes]) => ({
      name: `${name}-stays-home`,
      comment: `${name} is known to ${homes.join(' and ')} alone.`,
      severity: /** @type {const} */ ('error'),
      from: { path: '^src/', pathNot: `^src/(${homes.join('|')})/` },
      to: { path: `(^|/)node_modules/${name}/` },
    })),
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere would also slip past every rule above.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-packages',
      comment: 'What ships to people is named under dependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/svelte/' },
    },
    {
      name: 'no-node-modules-of-node',
      comment: 'src runs in a browser.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    extraExtensionsToScan: ['.css', '.svg', '.png'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'svelte', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.d.ts'],
    },
  },
};
