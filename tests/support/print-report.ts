import type { ProgramReport } from './run-program.ts';

/** Does the work of a program and prints what it came to, with the memory that it took. */
export async function printReport(work: () => Promise<unknown>): Promise<void> {
  const startBytes = process.memoryUsage.rss();
  const output = await work();
  // Linux and the other systems give it in kilobytes.
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const report: ProgramReport<unknown> = { output, startBytes, peakBytes };
  console.log(JSON.stringify(report));
}
