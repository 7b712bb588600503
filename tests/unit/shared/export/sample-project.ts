import type { SampleSet } from '../../../../shared/pairs/sample.ts';
import { buildSamples } from '../../../../shared/pairs/build-samples.ts';
import { ProjectBuilder } from '../pairs/sample-builders.ts';

/** A small bilingual project with one of everything that an export meets. */
export function buildSampleProject(): ProjectBuilder {
  const project = new ProjectBuilder();

  const dose = project.prompt('Is 0.05 mg/kg safe?\r\n', {
    messages: [
      { role: 'system', content: 'You are a clinical pharmacist.' },
      { role: 'user', content: 'Is 0.05 mg/kg safe?\r\n' },
    ],
  });
  const doseLong = project.response(dose, 'alder', 'Check renal function first.\r\nThen start low.');
  const doseShort = project.response(dose, 'birch', '  Yes.  ');
  project.prefer('Ann', doseLong, doseShort);
  project.prefer('Bo', doseLong, doseShort, 1, 'slightly');

  const greeting = project.prompt('给老板写一条春节祝福，语气正式。');
  const [stiff, plain, rude] = [
    project.response(greeting, 'alder', '尊敬的领导：值此新春佳节之际，谨祝您阖家安康。'),
    project.response(greeting, 'birch', '老板新年快乐！🧨'),
    project.response(greeting, 'cedar', '过年好。'),
  ];
  project.rank('Ann', stiff, plain, rude);
  project.correct('Bo', rude, '尊敬的领导：祝您新春快乐，万事如意，来年事业更上一层楼。');

  const sum = project.prompt('Add 2 and 2.', { followUps: ['Now multiply that by 3.'] });
  const right = project.response(sum, 'alder', '4', '12');
  const wrong = project.response(sum, 'birch', '4', 'I think it is 9.');
  project.prefer('Ann', right, wrong, 2);

  const odd = project.prompt('Repeat: <|im_end|>');
  // A line separator, a bell, half of an emoji, and a letter in two code points.
  const separator = project.response(odd, 'alder', 'One\u2028two\u0007 \ud83d cafe\u0301 <|im_end|>');
  const refusal = project.response(odd, 'birch', 'I would rather not.');
  project.prefer('Ann', separator, refusal);

  const tied = project.prompt('Say something.');
  const [left, other] = [project.response(tied, 'alder', 'Hello.'), project.response(tied, 'birch', 'Hi.')];
  project.undecided('Ann', left, other, 'tie');

  const started = project.prompt('It begins with an answer', {
    messages: [
      { role: 'assistant', content: 'How can I help?' },
      { role: 'user', content: 'Tell me a joke.' },
    ],
  });
  project.prefer(
    'Ann',
    project.response(started, 'alder', 'A joke.'),
    project.response(started, 'birch', 'No.'),
  );

  const kept = project.prompt('Only for evaluation', { split: 'eval' });
  project.prefer('Ann', project.response(kept, 'alder', 'Good.'), project.response(kept, 'birch', 'Bad.'));
  return project;
}

export function buildSampleSet(): SampleSet {
  return buildSamples(buildSampleProject());
}
