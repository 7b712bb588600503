import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const fileName = 'pairwright.mjs';

/** Builds the command line into one executable file, `out/cli/pairwright.mjs`, that needs only Node 20. */
export default defineConfig({
  // The renderer's static files are no part of the command line.
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: resolve('electron/cli/index.ts'),
    outDir: 'out/cli',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      output: { format: 'es', entryFileNames: fileName, banner: '#!/usr/bin/env node', codeSplitting: false },
    },
  },
  plugins: [
    {
      name: 'make-executable',
      writeBundle({ dir = 'out/cli' }): void {
        chmodSync(resolve(dir, fileName), 0o755);
      },
    },
  ],
});
