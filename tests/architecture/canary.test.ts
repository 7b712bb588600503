import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * A checker that checks nothing is green. Here the real tools, with the real configuration, run over a tree of
 * planted violations, and each of them has to be reported; and the real tree has to have been looked at.
 */

const root = resolve(import.meta.dirname, '../..');
const canarySource = join(import.meta.dirname, 'canary');
const require = createRequire(import.meta.url);

interface CruiseResult {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

interface LintResult {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly filename: string;
    readonly message: string;
    readonly help?: string;
  }[];
}

interface Rules {
  readonly forbidden: readonly { readonly name: string }[];
}

let canary = '';

beforeAll(() => {
  // Outside the repository, so that the configuration's own paths (`shared/`, `electron/`) fit the copy.
  canary = mkdtempSync(join(tmpdir(), 'pairwright-canary-'));
  cpSync(canarySource, canary, { recursive: true });
  for (const name of readdirSync(root)) {
    if (
      /^(tsconfig\..*json|tsconfig\.json|package\.json|\.oxlintrc\.json|\.dependency-cruiser\.cjs)$/.test(
        name,
      )
    ) {
      cpSync(join(root, name), join(canary, name));
    }
  }
  cpSync(join(root, 'shared/globals.d.ts'), join(canary, 'shared/globals.d.ts'));
  symlinkSync(join(root, 'node_modules'), join(canary, 'node_modules'), 'dir');
});

afterAll(() => {
  rmSync(canary, { recursive: true, force: true });
});

function run(folder: string, binary: string, ...args: string[]): string {
  const { stdout, error } = spawnSync(process.execPath, [join(root, 'node_modules', binary), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return stdout;
}

function cruise(folder: string, ...parts: string[]): CruiseResult {
  const binary = 'dependency-cruiser/bin/dependency-cruise.mjs';
  const output = run(
    folder,
    binary,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    ...parts,
  );
  // The shape is that of dependency-cruiser's documented JSON reporter.
  return JSON.parse(output) as CruiseResult;
}

describe('the layers', () => {
  // The configuration is CommonJS, because that is what dependency-cruiser loads.
  const { forbidden } = require(join(root, '.dependency-cruiser.cjs')) as Rules;
  let reported: ReadonlySet<string> = new Set();
  let allowedFile = false;

  beforeAll(() => {
    const { summary } = cruise(canary, 'shared', 'electron', 'renderer');
    reported = new Set(
      summary.violations
        .filter(({ from, rule }) => basename(from).replace(/\.tsx?$/, '') === `breaks-${rule.name}`)
        .map(({ rule }) => rule.name),
    );
    allowedFile = !summary.violations.some(({ from }) => from.endsWith('keeps-to-types.ts'));
  }, 60_000);

  it.each(forbidden.map(({ name }) => name))('reports what breaks the rule %s', (name) => {
    expect(reported).toContain(name);
  });

  it('lets a file name the types it may name', () => {
    expect(allowedFile).toBe(true);
  });

  it('looks at every source file of the real tree', () => {
    const { modules } = cruise(root, 'shared', 'electron', 'renderer/src');
    const seen = new Set(modules.map(({ source }) => source));
    const files = ['shared', 'electron', 'renderer/src'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')),
    );
    expect(files.length).toBeGreaterThan(60);
    expect(files.filter((name) => !seen.has(name))).toEqual([]);
  }, 60_000);
});

describe('the linter', () => {
  let found: LintResult['diagnostics'] = [];

  beforeAll(() => {
    const output = run(canary, 'oxlint/bin/oxlint', '--type-aware', '--format', 'json', '.');
    // The shape is that of oxlint's JSON format.
    found = (JSON.parse(output) as LintResult).diagnostics;
  }, 60_000);

  function messages(fileName: string, rule: string): string[] {
    return found
      .filter(
        ({ filename, code }) => basename(filename).startsWith(`${fileName}.`) && code.endsWith(`(${rule})`),
      )
      .map(({ message, help }) => `${message} ${help ?? ''}`);
  }

  it.each([
    'alt-text',
    'exhaustive-deps',
    'no-danger',
    'no-disabled-tests',
    'no-explicit-any',
    'no-floating-promises',
    'no-focused-tests',
    'no-warning-comments',
    'prefer-node-protocol',
    'rules-of-hooks',
    'switch-exhaustiveness-check',
  ])('reports what breaks the rule %s', (rule) => {
    expect(messages(`breaks-${rule}`, rule)).not.toEqual([]);
  });

  it('reports a default export', () => {
    expect(messages('breaks-import-no-default-export', 'no-default-export')).not.toEqual([]);
  });

  it.each([
    ['electron', 'renderer/src/host/host.ts'],
    ['dexie', 'renderer/src/data/'],
    ['keys', 'use-command-keys.ts'],
    ['openai', 'electron/main/provider/'],
  ])('names the door when %s is imported elsewhere', (door, hint) => {
    expect(messages(`breaks-door-${door}`, 'no-restricted-imports').join()).toContain(hint);
  });

  it('keeps clock, screen, process, store, network and console out of shared', () => {
    const all = messages('breaks-no-restricted-globals', 'no-restricted-globals').join('\n');
    for (const name of [
      'Date',
      'performance',
      'crypto',
      'window',
      'document',
      'localStorage',
      'process',
      'console',
      'setTimeout',
      'fetch',
    ]) {
      expect(all).toContain(`'${name}'`);
    }
  });

  it('keeps dice out of shared, and the way round through globalThis', () => {
    expect(messages('breaks-no-restricted-properties', 'no-restricted-properties')).toHaveLength(2);
  });
});

describe('the compiler', () => {
  function errorsIn(project: string, file: string): string {
    // This file alone, because other planted files bring in packages whose own types bring in Node's.
    const name = `tsconfig.${project}.canary.json`;
    const settings = { extends: `./tsconfig.${project}.json`, include: [file], exclude: [] };
    writeFileSync(join(canary, name), JSON.stringify(settings));
    return run(canary, 'typescript/bin/tsc', '--project', name, '--pretty', 'false');
  }

  it.each([
    ['shared', 'shared/pairs', ['window', 'process', 'fetch', 'setTimeout', 'Buffer', 'crypto']],
    ['renderer', 'renderer/src/ui', ['process', '__dirname']],
    ['electron', 'electron/main', ['window', 'document']],
  ])(
    'knows no globals of other runtimes in %s',
    (project, folder, names) => {
      const errors = errorsIn(project, `${folder}/breaks-the-compiler.ts`);
      for (const name of names) expect(errors).toContain(`'${name}'`);
    },
    60_000,
  );
});
