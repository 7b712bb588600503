import type { Catalogue } from '../message.ts';

export const sources = {
  'sources.title': 'Sources',
  'sources.of': 'Sources of “{name}”',
  'sources.empty': 'No file has been imported into this project yet.',
  'sources.rows': '{rows} read, {kept} kept',
  'sources.hidden': 'Taken out. Its judgments are kept.',
  'sources.rename': 'Rename',
  'sources.renameOf': 'Rename “{name}”',
  'sources.name': 'Name of the source',
  'sources.remove': 'Take out',
  'sources.removeOf': 'Take out “{name}”',
  'sources.remove.vanishes':
    'Nothing that came only from this file has been judged, so it vanishes from the project. The file itself stays where it is.',
  'sources.remove.hides': {
    one: '{count} judgment has been made on what came only from this file. The texts are hidden, the judgment is kept, and you can put the source back.',
    other:
      '{count} judgments have been made on what came only from this file. The texts are hidden, the judgments are kept, and you can put the source back.',
  },
  'sources.remove.confirm': 'Take it out',
  'sources.remove.keep': 'Leave it in',
  'sources.restore': 'Put back',
  'sources.restoreOf': 'Put back “{name}”',
  'sources.report': 'Report',
  'sources.reportOf': 'Report of the import of “{name}”',
} as const satisfies Catalogue;
