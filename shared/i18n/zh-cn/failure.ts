import type { failure as english } from '../en/failure.ts';
import type { TranslationOf } from '../message.ts';

export const failure = {
  'failure.title': '操作未完成',
  'failure.not-found': '内容已不存在，可能已被移动或删除。',
  'failure.damaged': '数据已损坏。完好的部分已保留，没有覆盖任何内容。',
  'failure.newer-version': '数据由更新的版本写成。请更新 Pairwright 后再打开。',
  'failure.in-use': '它正在另一个窗口或程序中打开。请先在那里关闭。',
  'failure.disk-full': '磁盘已满。请先腾出空间，然后重试。',
  'failure.no-permission': '没有读写权限。请换一个位置，或申请访问权限。',
  'failure.timeout': '等待超时。请重试；显示为“已保存”的内容是安全的。',
  'failure.read-only': '项目目前只能读取，无法保存新内容。',
  'failure.bad-request': '程序提出了不被允许的请求。请反馈此问题。',
  'failure.io': '磁盘读写失败。请检查磁盘后重试。',
  'failure.detail': '详细信息：{message}',
} as const satisfies TranslationOf<typeof english>;
