/** `npm run build`: builds `out/` from scratch. */
import { ensureBuilt } from './lib/build.mjs';

process.exitCode = (await ensureBuilt({ force: true })) ? 0 : 1;
