/**
 * Who may import whom. `npm run layers` checks it; `tests/architecture/` checks that the checker works.
 *
 * Each table reads: the modules of the folder on the left may import those on the right, besides their own.
 * A folder that is not in its table may be imported by nobody, so a new one has to be placed here first.
 */

/** Folders of `shared/`. */
const sharedTable = {
  base: [],
  domain: ['base'],
  stats: ['base'],
  i18n: ['base'],
  diff: ['base'],
  ipc: ['base', 'domain', 'import', 'journal', 'project'],
  review: ['base', 'domain'],
  segment: ['base', 'domain'],
  import: ['base', 'domain', 'segment'],
  journal: ['base', 'domain'],
  project: ['base', 'domain', 'journal', 'segment'],
  pack: ['base', 'domain', 'journal'],
  pairs: ['base', 'domain', 'review'],
  export: ['base', 'domain', 'pairs'],
  agreement: ['base', 'domain', 'review', 'stats'],
  evaluate: ['base', 'domain', 'review', 'stats'],
};

/** The only packages the pure core may use: all of them are pure themselves. */
const sharedPackages = [
  'zod',
  '@noble/hashes',
  'fflate',
  'papaparse',
  '@types/papaparse',
  'crc-32',
  'diff',
  'chardet',
  'hyparquet',
  'hyparquet-compressors',
  'fzstd',
  'saxen',
];

/** Folders of `renderer/src/`. Files directly in `renderer/src/` wire everything together and may import all. */
const rendererTable = {
  host: [],
  data: [],
  ui: [],
  workers: [],
  state: ['data', 'host', 'workers'],
  commands: ['data', 'state', 'host', 'workers'],
  features: ['data', 'state', 'commands', 'ui', 'host', 'workers'],
};

/** Imports of the table above that may name types only. */
const rendererTypesOnly = [
  ['state', 'data'],
  ['state', 'host'],
  ['state', 'workers'],
  ['commands', 'host'],
  ['features', 'host'],
  ['features', 'workers'],
];

/** Packages with one door: `to` may be imported from `door` only. */
const doors = [
  { name: 'electron', to: ['electron'], door: '^(electron/(main|preload)/|tests/|scripts/)' },
  { name: 'dexie', to: ['dexie', 'dexie-react-hooks'], door: '^(renderer/src/data/|tests/)' },
  { name: 'keys', to: ['react-hotkeys-hook'], door: '^renderer/src/commands/use-command-keys\\.ts$' },
  { name: 'openai', to: ['openai'], door: '^electron/main/provider/' },
];

/** @param {string[]} names */
const anyOf = (names) => `(${names.join('|')})`;
/** @param {string} text */
const escape = (text) => text.replaceAll('/', '\\/').replaceAll('.', '\\.');
/**
 * A package by name: where it is installed, or its bare name when it is not.
 *
 * @param {string[]} names
 */
const packages = (names) => `(^${anyOf(names.map(escape))}$|node_modules/${anyOf(names.map(escape))}(/|$))`;

const sharedRules = Object.entries(sharedTable).map(([folder, allowed]) => ({
  name: `shared-${folder}`,
  comment: `shared/${folder} may import ${allowed.length === 0 ? 'no other part of shared' : allowed.join(', ')}.`,
  severity: 'error',
  from: { path: `^shared/${folder}/` },
  to: { path: '^shared/', pathNot: `^shared/${anyOf([folder, ...allowed])}/` },
}));

const rendererRules = Object.entries(rendererTable).map(([folder, allowed]) => ({
  name: `renderer-${folder}`,
  comment: `renderer/src/${folder} may import ${['shared', ...allowed].join(', ')}.`,
  severity: 'error',
  from: { path: `^renderer/src/${folder}/` },
  to: { path: '^renderer/src/', pathNot: `^renderer/src/${anyOf([folder, ...allowed])}/` },
}));

const typesOnlyRules = rendererTypesOnly.map(([from, to]) => ({
  name: `renderer-${from}-names-only-types-of-${to}`,
  comment: `renderer/src/${from} may name types of ${to}, and call nothing there.`,
  severity: 'error',
  from: { path: `^renderer/src/${from}/` },
  to: { path: `^renderer/src/${to}/`, dependencyTypesNot: ['type-only'] },
}));

const doorRules = doors.map(({ name, to, door }) => ({
  name: `door-${name}`,
  comment: `${to.join(' and ')}: one door only, ${door}.`,
  severity: 'error',
  from: { pathNot: door },
  to: { path: packages(to) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...sharedRules,
    ...rendererRules,
    ...typesOnlyRules,
    ...doorRules,
    {
      name: 'shared-is-pure',
      comment: 'shared imports shared and a few pure packages: no Node module, no Electron, no screen.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', packages(sharedPackages)] },
    },
    {
      name: 'electron-knows-no-renderer',
      comment: 'Main and renderer meet in shared/ipc only.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'renderer-knows-no-electron',
      comment: 'The app is a web page first: what the surroundings give comes through the host.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/' },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'The renderer is sandboxed.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'preload-stands-alone',
      comment: 'The preload is the bridge and nothing else: shared and Electron, no main, no Node.',
      severity: 'error',
      from: { path: '^electron/preload/' },
      to: { pathNot: ['^electron/preload/', '^shared/', packages(['electron', 'zod'])] },
    },
    {
      name: 'main-knows-no-cli',
      comment: 'The command line uses parts of main, never the other way round.',
      severity: 'error',
      from: { path: '^electron/main/' },
      to: { path: '^electron/(cli|preload)/' },
    },
    {
      name: 'cli-runs-without-electron',
      comment: 'The command line is plain Node: nothing it reaches may import Electron.',
      severity: 'error',
      from: { path: '^electron/cli/' },
      to: { path: packages(['electron']), reachable: true },
    },
    {
      name: 'feature-knows-no-other-feature',
      comment: 'What two screens need moves to ui, state, commands or shared.',
      severity: 'error',
      from: { path: '^renderer/src/features/([^/]+)/' },
      to: { path: '^renderer/src/features/', pathNot: '^renderer/src/features/$1/' },
    },
    {
      name: 'product-knows-no-tests',
      comment: 'Tests know the product, never the other way round.',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'product-uses-dependencies',
      comment: 'A package that ends up in the product belongs in "dependencies" (Electron itself excepted).',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: packages(['electron', '@types']),
      },
    },
    {
      name: 'package-is-declared',
      comment: 'A package that is used is named in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'import-resolves',
      comment: 'An import that resolves to nothing.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circle',
      comment: 'Modules that import each other cannot be understood, tested or loaded one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'A module that nobody imports and that imports nothing is left over.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '(^|/)index\\.ts$', '\\.worker\\.ts$', '^tests/', '^scripts/', '^[^/]+$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '^tests/architecture/canary/', '\\.css$', '\\?(raw|url|worker|inline)$'] },
    // Also sees `import type`, which leaves no trace in the compiled code.
    tsPreCompilationDeps: 'specify',
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
