import type { Sample } from './commands/workspace.ts';

/** The built-in sample, from `resources/sample`; loaded only when it is asked for. */
export async function loadSample(): Promise<Sample> {
  const [prompts, english, chinese] = await Promise.all([
    import('../../resources/sample/sample-project.jsonl?raw'),
    import('../../resources/sample/guideline.en.md?raw'),
    import('../../resources/sample/guideline.zh-CN.md?raw'),
  ]);
  const bytes = new TextEncoder().encode(prompts.default);
  return {
    projectName: 'Sample · 示例',
    guideline: `${english.default}\n\n---\n\n${chinese.default}`,
    file: {
      name: 'sample-project.jsonl',
      size: bytes.length,
      read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)),
    },
  };
}
