import type { Catalogue } from '../message.ts';

export const settings = {
  'settings.title': 'Settings',
  'settings.language': 'Language',
  'settings.language.system': 'As the system',
  'settings.language.en': 'English',
  'settings.language.zh-CN': '中文（简体）',
  'settings.theme': 'Look',
  'settings.theme.system': 'As the system',
  'settings.theme.light': 'Light',
  'settings.theme.dark': 'Dark',
  'settings.textScale': 'Reading size',
  'settings.name': 'Your name',
  'settings.name.hint': 'It stands on every judgment that you make from now on.',
  'settings.data': 'Your data',
  'settings.data.folder': 'Projects are kept in: {folder}',
  'settings.data.offline': 'Nothing leaves this machine unless you save a file and send it.',
  'settings.version': 'Version {version}',
} as const satisfies Catalogue;
