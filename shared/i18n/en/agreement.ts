import type { Catalogue } from '../message.ts';

export const agreement = {
  'agreement.title': 'Agreement',
  'agreement.empty.title': 'No agreement to show yet',
  'agreement.empty.body':
    'It takes two raters who have judged the same pair. Merge the packs that came back.',
  'agreement.coverage':
    '{raters}; {shared} of {units} pairs judged by two or more; {perPair} judgments per pair.',
  'agreement.coverage.basis': {
    one: 'Everything below is computed from that pair.',
    other: 'Everything below is computed from those {count} pairs.',
  },
  'agreement.headline': 'Two raters give the same answer on {percent} of shared judgments.',
  'agreement.percent': 'Per cent agreement',
  'agreement.alpha': 'Krippendorff’s α',
  'agreement.alpha.interval': 'α = {value} ({low} to {high})',
  'agreement.kappa': 'Cohen’s κ for every two raters',
  'agreement.kappa.raters': '{first} and {second}',
  'agreement.column.raters': 'Raters',
  'agreement.column.n': 'Shared pairs',
  'agreement.column.value': 'κ',
  'agreement.undefinedBecause': 'Undefined, because {reason}.',
  'agreement.undefined.no_data': 'there is no judgment to compute it from',
  'agreement.undefined.insufficient_raters': 'only one rater has judged',
  'agreement.undefined.no_overlap': 'no two raters have judged the same pair',
  'agreement.undefined.undefined_no_variation':
    'everyone gave the same answer, so agreement beyond chance cannot be measured',
  'agreement.undefined.too_few_units': 'too few pairs are shared',
  'agreement.sentence.single_judgements_reliable': 'Raters judge alike. You can rely on single judgments.',
  'agreement.sentence.averages_reliable': 'Good enough for conclusions from the average of several raters.',
  'agreement.sentence.probably_good': 'Probably good, but {units} pairs are too few to be sure.',
  'agreement.sentence.often_differ':
    'Raters often differ. Use majorities, and read the disagreements below before trusting small differences between versions.',
  'agreement.sentence.different_standards':
    'Better than chance, but the raters are not applying the same standard. Talk through five disagreements and sharpen the guideline.',
  'agreement.sentence.like_guessing': 'Not distinguishable from guessing on these pairs.',
  'agreement.sentence.systematic_disagreement':
    'Raters disagree systematically. Check that nobody has the scale reversed.',
  'agreement.sentence.no_interval': 'There are too few pairs to say how certain this is.',
  'agreement.sentence.settledBy': {
    one: 'About {count} more would settle it.',
    other: 'About {count} more would settle it.',
  },
  'agreement.sentence.no_variation':
    'Everyone gave the same answer, so agreement beyond chance cannot be measured.',
  'agreement.sentence.not_measured': 'There is nothing to compare yet.',
  'agreement.disagreements': 'Where they differ',
  'agreement.disagreements.count': {
    one: '{count} pair on which raters differ',
    other: '{count} pairs on which raters differ',
  },
  'agreement.disagreements.none': 'On every shared pair the raters agree.',
  'agreement.disagreements.open': 'Open this item',
  'agreement.disagreements.turn': 'turn {turn}',
  'agreement.value.first': 'first',
  'agreement.value.second': 'second',
  'agreement.value.tie': 'tie',
  'agreement.value.both-bad': 'both bad',
  'agreement.value.better': '{model} better',
  'agreement.says': '{rater}: {value}',
  'agreement.names.show': 'Show names',
  'agreement.names.hide': 'Hide names',
  'agreement.rater': 'Rater {number}',
  'agreement.explain':
    'Pairs count as units; the two responses stand in a fixed order whatever side they were shown on. Slight and clear preferences count alike.',
} as const satisfies Catalogue;
