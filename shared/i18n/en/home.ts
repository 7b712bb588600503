import type { Catalogue } from '../message.ts';

export const home = {
  'home.open.title': 'Open a file with model outputs',
  'home.open.body':
    'Drop files here, or choose them: AlpacaEval, MT-bench, tables in JSONL, JSON or CSV, preference files of LLaMA-Factory and TRL, or a pack (.pairwright).',
  'home.open.button': 'Open files…',
  'home.open.dropping': 'Let go to open',
  'home.sample.title': 'Look around first',
  'home.sample.body':
    'A small project with greetings, customer-service tickets and instalment plans, in Chinese and English.',
  'home.sample.button': 'Open the sample',
  'home.empty.title': 'No projects yet',
  'home.empty.body': 'Open a file with model outputs to make the first one, or try the sample.',
  'home.list': 'Your projects',
  'home.recent': 'Opened lately',
  'home.recent.more': 'and {count} more',
  'home.column.name': 'Project',
  'home.column.content': 'Holds',
  'home.column.changed': 'Last saved',
  'home.content': '{prompts}, {responses}',
  'home.openProject': 'Open “{name}”',
  'home.cannotOpen': 'Cannot be opened',
  'home.damagedJournal': {
    one: '{count} line of the journal is damaged and was left out. Everything else is here; a backup may have it.',
    other:
      '{count} lines of the journal are damaged and were left out. Everything else is here; a backup may have them.',
  },
  'home.repaired':
    'A part of the project folder was damaged and has been mended from its second copy. Nothing is lost.',
  'home.reveal': 'Show the folder',
  'home.rebuilt':
    'The working copy was missing and has been rebuilt from the project folder. Nothing is lost.',
  'home.name.title': 'What is your name?',
  'home.name.body':
    'Every judgment carries the name of the person who made it. It is asked once and stays on this machine and in what you hand in.',
  'home.name.label': 'Your name',
  'home.name.missing': 'Please type a name.',
  'home.name.button': 'Start',
} as const satisfies Catalogue;
