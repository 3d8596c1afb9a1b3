import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

/** The rooms, lowest first: a room may import those before it. .dependency-cruiser.js checks the same on the files themselves. */
const rooms = ['base', 'crypto', 'ledger', 'team', 'record', 'insight', 'device', 'sync'];

const doors = {
  regex: `^#(${rooms.join('|')})/`,
  message: "A room's front door is its index.ts: import #room, nothing deeper.",
};
/** The app's own folders may be called what a room is called (`app/team`), so there another room begins two steps up. */
const otherRoomsOfApp = {
  regex: `^(\\.\\./){2,}(${rooms.join('|')})(/|$)`,
  message: 'The app imports a room by its front door, #room.',
};
const otherRooms = {
  regex: `^(\\.\\./)+(app|${rooms.join('|')})(/|$)`,
  message: 'Inside a room imports are relative; another room is imported by its front door, #room.',
};

/** @param {string} names @param {string} message */
const closed = (names, message) => ({ regex: `^#(${names})(/|$)`, message });

/** What each room may not import, with the reason. */
const closedRooms = {
  base: closed(`app|${rooms.slice(1).join('|')}`, 'base stands on nothing.'),
  crypto: closed(`app|${rooms.slice(2).join('|')}`, 'Imports only point down: crypto imports base.'),
  ledger: closed('app|team|record|insight|device|sync', 'Imports only point down: ledger is handed what it must know of the rooms above.'),
  team: closed('app|record|insight|device|sync', 'team never sees what is written.'),
  record: closed('app|crypto|ledger|team|insight|device|sync', 'record knows no key and no peer: it imports base alone.'),
  insight: closed('app|crypto|ledger|team|device|sync', 'insight knows items and nothing else: it imports record and base.'),
  device: closed('app|sync', 'Imports only point down.'),
  sync: closed('app', 'Imports only point down.'),
};

const takenAsArguments =
  'time and randomness come in as arguments here (Clock and Random from #base), so that this room can be simulated and replayed.';

/** Closed in the rooms that must give the same answer every time. @type {Record<string, ['error', ...unknown[]]>} */
const noClockNoDice = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval', 'performance', 'crypto'].map((name) => ({ name, message: `No ${name}: ${takenAsArguments}` })),
  ],
  'no-restricted-properties': [
    'error',
    ...[
      ['Date', 'now'],
      ['Math', 'random'],
      ['crypto', 'getRandomValues'],
      ['crypto', 'randomUUID'],
    ].map(([object, property]) => ({ object, property, message: `No ${object}.${property}: ${takenAsArguments}` })),
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: `No new Date(): ${takenAsArguments}` },
    { selector: "CallExpression[callee.name='Date']", message: `No Date(): ${takenAsArguments}` },
    { selector: 'ExportAllDeclaration', message: 'Named exports only, so that a front door says what is behind it.' },
  ],
};

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', '.cache/', '.svelte-kit/', 'coverage/', 'test-results/', 'playwright-report/']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte', '**/*.svelte.ts'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
  },
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig: { compilerOptions: { runes: true } } } },
    rules: {
      // Svelte's own type check does these better, knowing its markup.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // `let { a } = $props()` and `$state` that is bound in markup.
      'prefer-const': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `{@html}` would need a Trusted Types policy: nothing written by a person is ever markup.
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // A Map that is made and handed on within one function needs no tracking; what is tracked is a SvelteMap by choice.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    rules: {
      // TypeScript knows the globals of both worlds.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      // A number or a boolean reads well in a sentence.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `void session.pages` says that what follows depends on it.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Loops over bytes read better by index.
      '@typescript-eslint/prefer-for-of': 'off',
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Named exports only, so that a front door says what is behind it.' },
      ],
      'no-restricted-imports': ['error', { patterns: [doors, otherRooms] }],
    },
  },
  {
    files: ['src/app/**/*.ts', 'src/app/**/*.svelte'],
    rules: { 'no-restricted-imports': ['error', { patterns: [doors, otherRoomsOfApp] }] },
  },
  ...Object.entries(closedRooms).map(([room, rule]) => ({
    files: [`src/${room}/**/*.ts`],
    rules: { 'no-restricted-imports': /** @type {['error', object]} */ (['error', { patterns: [doors, otherRooms, rule] }]) },
  })),
  { files: ['src/{ledger,team,record,insight}/**/*.ts'], rules: noClockNoDice },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // A test says what it knows to be there, and takes things apart on purpose.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      'no-console': 'off',
      // Playwright's fixtures and hooks are written so.
      'no-empty-pattern': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.config.js', '.dependency-cruiser.js'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off', 'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }] },
  },
);
