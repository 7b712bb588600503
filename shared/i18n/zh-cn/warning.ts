import type { warning as english } from '../en/warning.ts';
import type { TranslationOf } from '../message.ts';

export const warning = {
  'warning.equal_responses': '同一提示下有两条回答文本相同。比较没有意义，请判为相当。',
  'warning.similar_responses': '同一提示下有两条回答几乎相同（相似度超过 95%），很难分出差别。',
  'warning.mixed_types':
    '同一字段在有的行是文本，在别的行是数字、列表等。其他程序会拒绝这样的文件，请在每一行使用同一种写法。',
  'warning.replacement_character': '文件在此之前已丢失字符（�）。请从完好的来源重新获取，或修正文本。',
  'warning.control_character': '文本中含有控制字符，正常文本不需要它。请检查此处是否损坏。',
  'warning.invisible_character': '文本中含有看不见的字符，但模型会读到它。请检查它的作用。',
  'warning.chat_token':
    '文本中含有对话模板的标记，例如 <|im_start|>。训练框架会把它当作标记本身，请检查是否为残留内容。',
  'warning.unbalanced_think': '<think> 与 </think> 不配对，无法区分思考过程和回答。请补上缺少的标记。',
  'warning.email_address': '这里像是电子邮箱地址。如属于个人，请删除。',
  'warning.phone_number': '这里像是电话号码。如属于个人，请删除。',
  'warning.identity_card': '这里像是居民身份证号码。如属于个人，请删除。',
  'warning.social_security_number': '这里像是美国社会安全号码。如属于个人，请删除。',
  'warning.bank_card': '这里像是银行卡号。如属于个人，请删除。',
  'warning.bank_account': '这里像是国际银行账号（IBAN）。如属于个人，请删除。',
} as const satisfies TranslationOf<typeof english>;
