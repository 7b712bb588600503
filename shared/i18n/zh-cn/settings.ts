import type { settings as english } from '../en/settings.ts';
import type { TranslationOf } from '../message.ts';

export const settings = {
  'settings.title': '设置',
  'settings.language': '语言',
  'settings.language.system': '跟随系统',
  'settings.language.en': 'English',
  'settings.language.zh-CN': '中文（简体）',
  'settings.theme': '外观',
  'settings.theme.system': '跟随系统',
  'settings.theme.light': '浅色',
  'settings.theme.dark': '深色',
  'settings.textScale': '字号',
  'settings.name': '你的名字',
  'settings.name.hint': '此后你的每条评判都会带上这个名字。',
  'settings.data': '你的数据',
  'settings.data.folder': '项目保存在：{folder}',
  'settings.data.offline': '除非你保存文件并发送，否则任何数据都不会离开本机。',
  'settings.version': '版本 {version}',
} as const satisfies TranslationOf<typeof english>;
