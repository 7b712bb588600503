import type { home as english } from '../en/home.ts';
import type { TranslationOf } from '../message.ts';

export const home = {
  'home.open.title': '打开含有模型输出的文件',
  'home.open.body':
    '把文件拖到这里，或点击选择：AlpacaEval、MT-bench、JSONL / JSON / CSV 表格、LLaMA-Factory 与 TRL 的偏好数据，或交接包（.pairwright）。',
  'home.open.button': '打开文件…',
  'home.open.dropping': '松开即可打开',
  'home.sample.title': '先看一看',
  'home.sample.body': '一个小示例项目：节日祝福、客服工单和分期还款，中英文各半。',
  'home.sample.button': '打开示例',
  'home.empty.title': '还没有项目',
  'home.empty.body': '打开含有模型输出的文件即可新建第一个项目，也可以先试试示例。',
  'home.list': '你的项目',
  'home.recent': '最近打开',
  'home.recent.more': '等另外 {count} 个文件',
  'home.column.name': '项目',
  'home.column.content': '内容',
  'home.column.changed': '上次保存',
  'home.content': '{prompts}，{responses}',
  'home.openProject': '打开“{name}”',
  'home.cannotOpen': '无法打开',
  'home.damagedJournal': {
    other: '日志中有 {count} 行已损坏，未采用。其余内容都在；备份里可能还有这些行。',
  },
  'home.repaired': '项目文件夹的一部分已损坏，已用第二份副本修复，没有丢失内容。',
  'home.reveal': '显示所在文件夹',
  'home.rebuilt': '工作副本缺失，已根据项目文件夹重建，没有任何内容丢失。',
  'home.name.title': '你的名字是？',
  'home.name.body': '每条评判都会记下评判员的名字。只询问一次，名字只保存在本机以及你提交的交接包中。',
  'home.name.label': '你的名字',
  'home.name.missing': '请输入名字。',
  'home.name.button': '开始',
} as const satisfies TranslationOf<typeof english>;
