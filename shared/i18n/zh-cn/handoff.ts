import type { handoff as english } from '../en/handoff.ts';
import type { TranslationOf } from '../message.ts';

export const handoff = {
  'handoff.title': '提交与合并',
  'handoff.return.title': '提交你的评判',
  'handoff.return.body': '提交包中包含你的评判以及所涉及的文本。保存后发给负责人即可。',
  'handoff.return.count': '{judgments}，涉及 {prompts}',
  'handoff.return.button': '保存提交包…',
  'handoff.return.nothing': '你在这个项目中还没有评判。',
  'handoff.backup.title': '备份项目',
  'handoff.backup.body': '一个文件包含全部内容：文本、评判员和所有评判。',
  'handoff.backup.button': '保存备份…',
  'handoff.merge.title': '合并收回的交接包',
  'handoff.merge.body': '可以按任意顺序打开，重复打开也没关系：结果相同，也绝不会删除任何内容。',
  'handoff.merge.button': '打开交接包…',
  'handoff.merge.added': '新增：{prompts}，{responses}，{judgments}。',
  'handoff.merge.alreadyThere': '{count} 条记录已经存在。',
  'handoff.merge.nothingNew': '这个交接包中的内容都已存在。',
  'handoff.merge.conflicts': '{count} 条记录与现有内容不同，保留现有的。',
  'handoff.merge.raters': '评判来自：{names}',
  'handoff.merge.otherProject': '这个交接包属于另一个项目“{name}”。',
  'pack.damaged': '交接包已损坏，未被使用。请让对方重新发送。',
  'pack.newer-version': '交接包由更新的版本写成。请更新 Pairwright 后再打开。',
  'pack.not-a-pack': '这个文件不是 Pairwright 交接包。',
  'pack.empty-file': '文件为空。请让对方重新发送。',
  'pack.directory': '这是文件夹，不是交接包。',
  'pack.too-large': '交接包解开后超出上限，未被使用。',
} as const satisfies TranslationOf<typeof english>;
