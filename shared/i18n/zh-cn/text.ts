import type { text as english } from '../en/text.ts';
import type { TranslationOf } from '../message.ts';

export const text = {
  'text.reasoning': '思考过程',
  'text.image.number': '图片 {number}',
  'text.image': '图片（未加载）：{address}',
  'text.link': '链接（不会打开）：{address}',
  'text.plain': '超过 200 KB，以纯文本显示。',
  'text.marks': '已标出 {count} 个不可见字符',
  'text.diff.same': '没有差异',
  'text.diff.coarse': '两段文本差异过大，未逐词比较。',
} as const satisfies TranslationOf<typeof english>;
