import type { app as english } from '../en/app.ts';
import type { TranslationOf } from '../message.ts';

export const app = {
  'app.name': 'Pairwright',
  'app.loading': '正在打开…',
  'app.nav': '项目的各部分',
  'app.nav.home': '项目',
  'app.nav.review': '评判',
  'app.nav.agreement': '一致性',
  'app.nav.export': '导出',
  'app.nav.handoff': '提交与合并',
  'app.nav.settings': '设置',
  'app.close': '关闭',
  'app.cancel': '取消',
  'app.retry': '重试',
  'app.save': '保存',
  'app.savedTo': '已保存：{place}',
  'app.working': '正在处理…',
  'app.crashed.title': '窗口的这一部分已停止工作',
  'app.crashed.body': '凡是显示为“已保存”的内容都已写入磁盘。重新载入窗口即可继续。',
  'app.crashed.reload': '重新载入',
  'count.prompts': '{count} 条提示',
  'count.responses': '{count} 条回答',
  'count.judgments': '{count} 条评判',
  'count.models': '{count} 个模型',
  'count.raters': '{count} 位评判员',
} as const satisfies TranslationOf<typeof english>;
