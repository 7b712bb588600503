import type { Catalogue } from '../message.ts';

export const handoff = {
  'handoff.title': 'Hand in and merge',
  'handoff.return.title': 'Hand in your work',
  'handoff.return.body':
    'A return pack holds your judgments and the texts that they are about. Save it and send it to your lead.',
  'handoff.return.count': '{judgments} on {prompts}',
  'handoff.return.button': 'Save the return pack…',
  'handoff.return.nothing': 'You have judged nothing in this project yet.',
  'handoff.backup.title': 'Back up the project',
  'handoff.backup.body': 'One file with everything: texts, raters, all judgments.',
  'handoff.backup.button': 'Save a backup…',
  'handoff.merge.title': 'Merge what came back',
  'handoff.merge.body':
    'Open the packs in any order, even twice: the result is the same, and nothing is ever removed.',
  'handoff.merge.button': 'Open packs…',
  'handoff.merge.added': 'Added: {prompts}, {responses}, {judgments}.',
  'handoff.merge.alreadyThere': {
    one: '{count} record was already there.',
    other: '{count} records were already there.',
  },
  'handoff.merge.nothingNew': 'Everything in this pack was already there.',
  'handoff.merge.conflicts': {
    one: '{count} record is here with other content; the one that was here stays.',
    other: '{count} records are here with other content; the ones that were here stay.',
  },
  'handoff.merge.raters': 'Judgments by: {names}',
  'handoff.merge.otherProject': 'This pack belongs to another project, “{name}”.',
  'pack.damaged': 'The pack is damaged and was not used. Ask for it again.',
  'pack.newer-version': 'The pack was written by a newer version. Update Pairwright to open it.',
  'pack.not-a-pack': 'This file is not a Pairwright pack.',
  'pack.empty-file': 'The file is empty. Ask for the pack again.',
  'pack.directory': 'This is a folder, not a pack.',
  'pack.too-large': 'The pack unpacks to more than is allowed and was not used.',
} as const satisfies Catalogue;
