import { buildSamples } from '../../../../shared/pairs/build-samples.ts';
import type { SampleSet } from '../../../../shared/pairs/sample.ts';
import { ProjectBuilder } from '../pairs/sample-builders.ts';

const weatherTool = '[{"name": "get_weather", "parameters": {"type": "object", "properties": {}}}]';
const weatherCall = '{"name": "get_weather", "arguments": {"city": "Ulm", "days": 2}}';

/** A project in which models call tools, in the forms in which calls come. */
export function buildToolSet(): SampleSet {
  const project = new ProjectBuilder();
  const plain = project.prompt('Name a prime.');
  project.prefer('Ann', project.response(plain, 'alder', '7'), project.response(plain, 'birch', '9'));

  const asked = project.prompt('Will it rain in Ulm?', { tools: weatherTool });
  project.prefer(
    'Ann',
    project.callingResponse(asked, 'alder', `<think>\nLook it up.\n</think>\n\n${weatherCall}`),
    project.response(asked, 'birch', 'No.'),
  );

  const answered = project.prompt('', {
    tools: weatherTool,
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'And in 乌尔姆?' },
      {
        role: 'assistant',
        content: '<think>\nLook it up.\n</think>',
        toolCalls:
          '[{"id":"c1","type":"function","function":{"name":"get_weather","arguments":"{\\"city\\": \\"乌尔姆\\"}"}}]',
      },
      { role: 'tool', content: '{"rain": "2 mm"}' },
    ],
  });
  project.prefer(
    'Ann',
    project.response(answered, 'alder', 'Yes.'),
    project.response(answered, 'birch', '?'),
  );

  // Two results one after the other, and words beside a call: TRL takes both, LLaMA-Factory neither.
  const parallel = project.prompt('', {
    tools: weatherTool,
    messages: [
      { role: 'user', content: 'Ulm and Bonn?' },
      { role: 'assistant', content: 'One moment.', toolCalls: `[${weatherCall}, ${weatherCall}]` },
      { role: 'tool', content: '1' },
      { role: 'tool', content: '2' },
    ],
  });
  project.prefer(
    'Ann',
    project.response(parallel, 'alder', 'Both.'),
    project.response(parallel, 'birch', '!'),
  );
  return buildSamples(project);
}

/** A project with images: one row without, one with tools, one whose mark is missing. */
export function buildImageSet(): SampleSet {
  const project = new ProjectBuilder();
  const ask = (text: string, images: string[], tools?: string) => {
    const input = { images, ...(tools === undefined ? {} : { tools }) };
    const prompt = project.prompt(text, input);
    project.prefer(
      'Ann',
      project.response(prompt, 'alder', 'A cat.'),
      project.response(prompt, 'birch', 'A'),
    );
  };
  ask('Name an animal.', []);
  ask('<image>What is this? <image>', ['photos/1.png', 'photos/2.jpg']);
  ask('And this: <image>', ['https://example.org/3.png']);
  ask('What is missing here?', ['photos/4.png']);
  ask('<image>Look it up.', ['photos/5.png'], weatherTool);
  return buildSamples(project);
}
