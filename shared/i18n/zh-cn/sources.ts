import type { sources as english } from '../en/sources.ts';
import type { TranslationOf } from '../message.ts';

export const sources = {
  'sources.title': '数据来源',
  'sources.of': '“{name}”的数据来源',
  'sources.empty': '还没有文件导入到这个项目中。',
  'sources.rows': '读取 {rows}，保留 {kept} 行',
  'sources.hidden': '已移出，其评判仍然保留。',
  'sources.rename': '重命名',
  'sources.renameOf': '重命名“{name}”',
  'sources.name': '来源名称',
  'sources.remove': '移出',
  'sources.removeOf': '移出“{name}”',
  'sources.remove.vanishes': '仅来自该文件的内容还没有任何评判，将从项目中消失。文件本身仍在原处。',
  'sources.remove.hides':
    '仅来自该文件的内容已有 {count} 条评判。文本将被隐藏，评判会保留，之后可以将该来源放回。',
  'sources.remove.confirm': '确认移出',
  'sources.remove.keep': '保留在项目中',
  'sources.restore': '放回',
  'sources.restoreOf': '放回“{name}”',
  'sources.report': '报告',
  'sources.reportOf': '“{name}”的导入报告',
} as const satisfies TranslationOf<typeof english>;
