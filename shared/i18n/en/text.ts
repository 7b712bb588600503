import type { Catalogue } from '../message.ts';

export const text = {
  'text.reasoning': 'Reasoning',
  'text.image.number': 'Image {number}',
  'text.image': 'Image, not loaded: {address}',
  'text.link': 'Link, not followed: {address}',
  'text.plain': 'Longer than 200 KB: shown as plain text.',
  'text.marks': {
    one: '{count} invisible character is marked',
    other: '{count} invisible characters are marked',
  },
  'text.diff.same': 'No differences',
  'text.diff.coarse': 'The texts are too different for a word-by-word comparison.',
} as const satisfies Catalogue;
