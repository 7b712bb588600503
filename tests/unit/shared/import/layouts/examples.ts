import type { JsonObject } from '../../../../../shared/import/row.ts';

/** A row of a layout, as its maker writes it. */
export interface Example {
  readonly layout: string;
  /** What the row is an example of, where a layout has several forms. */
  readonly form?: string;
  readonly file: string;
  readonly row: JsonObject;
}

const user = { role: 'user', content: 'Why?' };
const assistant = { role: 'assistant', content: 'So.' };
const human = { from: 'human', value: 'Why?' };
const gpt = { from: 'gpt', value: 'So.' };

/** Rows as the layouts' makers write them. Each layout has at least one. */
export const EXAMPLES: readonly Example[] = [
  // Model outputs.
  {
    layout: 'mt-bench-questions',
    file: 'question.jsonl',
    row: { question_id: 81, category: 'c', turns: ['Why?'] },
  },
  {
    layout: 'mt-bench-answers',
    file: 'model_answer/m.jsonl',
    row: {
      question_id: 81,
      answer_id: 'a',
      model_id: 'm',
      choices: [{ index: 0, turns: ['So.'] }],
      tstamp: 1,
    },
  },
  {
    layout: 'mt-bench-references',
    file: 'reference_answer/m.jsonl',
    row: {
      question_id: 81,
      answer_id: 'a',
      model_id: 'm',
      choices: [{ index: 0, turns: ['So.'] }],
      tstamp: 1,
    },
  },
  {
    layout: 'alpaca-eval',
    file: 'model_outputs.json',
    row: { dataset: 'd', instruction: 'Why?', output: 'So.', generator: 'm' },
  },
  {
    layout: 'pairwright-sample',
    file: 'sample.jsonl',
    row: { id: 's', tags: [], messages: [user], responses: [{ model: 'm', text: 'So.' }] },
  },
  {
    layout: 'arena-hard-questions',
    form: 'first version',
    file: 'question.jsonl',
    row: { question_id: 'u', category: 'c', cluster: 'd', turns: [{ content: 'Why?' }] },
  },
  {
    layout: 'arena-hard-questions',
    form: 'second version',
    file: 'question.jsonl',
    row: { uid: 'u', category: 'c', subcategory: 'd', prompt: 'Why?' },
  },
  {
    layout: 'arena-hard-answers',
    form: 'first version',
    file: 'm.jsonl',
    row: {
      question_id: 'u',
      model_id: 'm',
      choices: [{ index: 0, turns: [{ content: 'So.', token_len: 2 }] }],
    },
  },
  {
    layout: 'arena-hard-answers',
    form: 'second version',
    file: 'm.jsonl',
    row: { uid: 'u', model: 'm', messages: [user, { role: 'assistant', content: { answer: 'So.' } }] },
  },
  {
    layout: 'llmzoo-questions',
    file: 'questions-zh.jsonl',
    row: { question_id: 72, text: 'Why?', category: 'generic', lang: 'zh', meta_data: {} },
  },
  {
    layout: 'llmzoo-questions',
    form: 'multilingual',
    file: 'ar100.jsonl',
    row: { id: 2, label: 'generic', query: 'Why?' },
  },
  {
    layout: 'llmzoo-answers',
    file: 'answer_gpt35.jsonl',
    row: { answer_id: 'a', model_id: 'm', question_id: 72, text: 'So.', metadata: {} },
  },
  // Judgments.
  {
    layout: 'alpaca-eval-annotations',
    file: 'annotations.json',
    row: {
      instruction: 'Why?',
      output_1: 'So.',
      generator_1: 'm',
      output_2: 'No.',
      generator_2: 'n',
      annotator: 'j',
      preference: 2,
    },
  },
  {
    layout: 'arena-conversations',
    form: '33,000',
    file: 'train.parquet',
    row: {
      question_id: 'q',
      model_a: 'm',
      model_b: 'n',
      winner: 'model_a',
      judge: 'arena_user_1',
      conversation_a: [user, assistant],
      conversation_b: [user, { ...assistant, content: 'No.' }],
      turn: 1,
      tstamp: 1.5,
    },
  },
  {
    layout: 'arena-conversations',
    form: '140,000',
    file: 'train.parquet',
    row: {
      model_a: 'm',
      model_b: 'n',
      winner: 'both_bad',
      conversation_a: [user, assistant],
      conversation_b: [user, assistant],
      full_conversation: [],
    },
  },
  {
    layout: 'arena-battles',
    file: 'train.csv',
    row: {
      id: '1',
      model_a: 'm',
      model_b: 'n',
      prompt: '["Why?"]',
      response_a: '["So."]',
      response_b: '["No."]',
      winner_model_a: '1',
      winner_model_b: '0',
      winner_tie: '0',
    },
  },
  {
    layout: 'pandalm',
    file: 'testset-v1.json',
    row: {
      idx: 0,
      motivation_app: 'x',
      cmp_key: 'm_n',
      instruction: 'Why?',
      input: '',
      response1: 'So.',
      response2: 'No.',
      annotator1: 1,
      annotator2: 0,
      annotator3: 2,
    },
  },
  {
    layout: 'llmbar',
    file: 'dataset.json',
    row: { input: 'Why?', output_1: 'So.', output_2: 'No.', label: 1 },
  },
  {
    layout: 'ukp-convarg',
    file: 'tv-is-better-than-books_tv.csv',
    row: { '#id': 'arg1_arg2', label: 'a1', a1: 'So.', a2: 'No.' },
  },
  {
    layout: 'xsum-factuality',
    file: 'factuality.csv',
    row: { bbcid: '1', system: 'm', summary: 'So.', is_factual: 'yes', worker_id: 'wid_0' },
  },
  {
    layout: 'squality',
    file: 'all-responses.jsonl',
    row: {
      'passage-id': '1',
      questions: {
        '0': {
          m: {
            response: 'So.',
            reviews: [
              {
                annotations: [{ annotation: ['vague'], selection: 'So' }],
                worker_id: '3',
                'overall-rating': 10,
                'overall-rank': 2,
                'correctness-rank': 1,
              },
            ],
          },
          n: { response: 'No.', reviews: [{ worker_id: '3', 'overall-rating': 9.5, 'overall-rank': 1 }] },
        },
      },
    },
  },
  {
    layout: 'label-studio',
    file: 'export.json',
    row: {
      id: 1,
      data: { prompt: 'Why?', answer1: 'So.', answer2: 'No.' },
      annotations: [
        {
          completed_by: 1,
          created_at: '2024-03-09T22:16:08Z',
          lead_time: 4.2,
          was_cancelled: false,
          result: [
            { type: 'pairwise', from_name: 'pw', to_name: 'answer1,answer2', value: { selected: 'left' } },
            { type: 'rating', from_name: 'quality', to_name: 'answer1', value: { rating: 4 } },
            { type: 'textarea', from_name: 'rewritten', to_name: 'answer2', value: { text: ['So.'] } },
            { type: 'choices', from_name: 'better', to_name: 'prompt', value: { choices: ['answer1'] } },
          ],
        },
      ],
      predictions: [],
    },
  },
  {
    layout: 'label-studio',
    form: 'with a list to rank',
    file: 'export.json',
    row: {
      id: 1,
      data: {
        prompt: 'Why?',
        items: [
          { id: 'x', title: 'X', body: 'So.' },
          { id: 'y', body: 'No.' },
        ],
      },
      annotations: [
        {
          completed_by: 1,
          result: [{ type: 'ranker', from_name: 'rank', to_name: 'items', value: { ranker: ['y', 'x'] } }],
        },
      ],
    },
  },
  {
    layout: 'argilla',
    file: 'records.json',
    row: {
      id: 'r',
      fields: { prompt: 'Why?', response_1: 'So.', response_2: 'No.' },
      metadata: {},
      suggestions: {},
      responses: {
        better: [{ value: 'response_1', user_id: 'u' }],
        order: [
          {
            value: [
              { value: 'response_1', rank: 1 },
              { value: 'response_2', rank: 2 },
            ],
            user_id: 'u',
          },
        ],
        rating_response_1: [{ value: 4, user_id: 'u' }],
        why: [{ value: 'Shorter.', user_id: 'u' }],
      },
    },
  },
  {
    layout: 'argilla',
    form: 'flattened',
    file: 'records.jsonl',
    row: {
      id: 'r',
      prompt: 'Why?',
      response: 'So.',
      'quality.responses': [4],
      'quality.responses.users': ['u'],
      'quality.responses.status': ['submitted'],
    },
  },
  {
    layout: 'mt-bench-judgments',
    file: 'human.jsonl',
    row: { question_id: 81, model_a: 'm', model_b: 'n', winner: 'model_a', judge: 'j', turn: 1 },
  },
  // Preferences.
  {
    layout: 'llamafactory-preference',
    form: 'ShareGPT',
    file: 'dpo.json',
    row: { conversations: [human], chosen: gpt, rejected: { from: 'gpt', value: 'No.' } },
  },
  {
    layout: 'llamafactory-preference',
    form: 'Alpaca',
    file: 'dpo.json',
    row: { instruction: 'Why?', input: '', chosen: 'So.', rejected: 'No.' },
  },
  {
    layout: 'trl-preference',
    form: 'explicit',
    file: 'dpo.jsonl',
    row: { prompt: [user], chosen: [assistant], rejected: [{ role: 'assistant', content: 'No.' }] },
  },
  {
    layout: 'trl-preference',
    form: 'implicit',
    file: 'dpo.jsonl',
    row: { chosen: [user, assistant], rejected: [user, { role: 'assistant', content: 'No.' }] },
  },
  {
    layout: 'trl-preference',
    form: 'plain',
    file: 'dpo.jsonl',
    row: { prompt: 'Why?', chosen: 'So.', rejected: 'No.' },
  },
  {
    layout: 'llamafactory-preference',
    form: 'v1',
    file: 'v1_dpo_demo.jsonl',
    row: { chosen_messages: [user, assistant], rejected_messages: [user, { ...assistant, content: 'No.' }] },
  },
  {
    layout: 'trl-preference',
    form: 'for reward models',
    file: 'reward.jsonl',
    row: { chosen: [user, assistant], rejected: [user, { ...assistant, content: 'No.' }], margin: 1.5 },
  },
  {
    layout: 'trl-preference',
    form: 'texts with the prompt as input',
    file: 'train.parquet',
    row: { system: 'Be brief.', input: 'Why?', chosen: 'So.', rejected: 'No.', generations: ['So.', 'No.'] },
  },
  {
    layout: 'hh-rlhf',
    file: 'train.jsonl',
    row: { chosen: '\n\nHuman: Why?\n\nAssistant: So.', rejected: '\n\nHuman: Why?\n\nAssistant: No.' },
  },
  {
    layout: 'ultrafeedback',
    file: 'evol_instruct.jsonl',
    row: {
      source: 'evol_instruct',
      instruction: 'Why?',
      models: ['m'],
      completions: [{ model: 'm', response: 'So.', annotations: {}, overall_score: 7 }],
    },
  },
  {
    layout: 'ultrafeedback-binarized',
    form: 'H4',
    file: 'train_prefs.jsonl',
    row: {
      prompt: 'Why?',
      prompt_id: 'p',
      chosen: [user, assistant],
      rejected: [user, { ...assistant, content: 'No.' }],
      messages: [user, assistant],
      score_chosen: 8,
      score_rejected: 6,
    },
  },
  {
    layout: 'ultrafeedback-binarized',
    form: 'Argilla, cleaned',
    file: 'train.jsonl',
    row: {
      source: 's',
      prompt: 'Why?',
      chosen: [user, assistant],
      'chosen-rating': 5,
      'chosen-model': 'm',
      rejected: [user, { ...assistant, content: 'No.' }],
      'rejected-rating': 3.5,
      'rejected-model': 'n',
    },
  },
  {
    layout: 'ultrafeedback-binarized',
    form: 'Argilla, texts',
    file: 'train.jsonl',
    row: {
      source: 's',
      instruction: 'Why?',
      chosen_response: 'So.',
      rejected_response: 'No.',
      chosen_avg_rating: 5,
      rejected_avg_rating: 3.5,
      chosen_model: 'm',
    },
  },
  {
    layout: 'helpsteer',
    file: 'train.jsonl',
    row: {
      prompt: 'Why?',
      response: 'So.',
      helpfulness: 3,
      correctness: 4,
      coherence: 4,
      complexity: 1,
      verbosity: 2,
    },
  },
  {
    layout: 'helpsteer-preference',
    form: 'HelpSteer2',
    file: 'preference.jsonl',
    row: { split: 'train', prompt: 'Why?', response_1: 'So.', response_2: 'No.', preference_strength: -2 },
  },
  {
    layout: 'helpsteer-preference',
    form: 'HelpSteer3',
    file: 'train.jsonl',
    row: {
      domain: 'general',
      language: 'english',
      context: [user],
      response1: 'So.',
      response2: 'No.',
      overall_preference: -2,
      individual_preference: [{ score: -2, reasoning: 'Shorter.' }],
    },
  },
  {
    layout: 'openai-preference',
    file: 'preference.jsonl',
    row: {
      input: { messages: [user], tools: [], parallel_tool_calls: true },
      preferred_output: [assistant],
      non_preferred_output: [{ ...assistant, content: 'No.' }],
    },
  },
  {
    layout: 'openai-preference',
    form: 'with the older names',
    file: 'preference.jsonl',
    row: {
      input: { messages: [user] },
      preferred_completion: [assistant],
      non_preferred_completion: [{ ...assistant, content: 'No.' }],
    },
  },
  {
    layout: 'ms-swift-preference',
    form: 'a text',
    file: 'dpo.jsonl',
    row: { messages: [user, assistant], rejected_response: 'No.' },
  },
  {
    layout: 'ms-swift-preference',
    form: 'a conversation',
    file: 'dpo.jsonl',
    row: { messages: [user, assistant], rejected_messages: [user, { ...assistant, content: 'No.' }] },
  },
  {
    layout: 'kto',
    form: 'TRL',
    file: 'kto.jsonl',
    row: { prompt: [user], completion: [assistant], label: false },
  },
  {
    layout: 'kto',
    form: 'TRL, texts of a table',
    file: 'kto.csv',
    row: { prompt: 'Why?', completion: 'So.', label: 'True' },
  },
  {
    layout: 'kto',
    form: 'LLaMA-Factory',
    file: 'kto_en_demo.json',
    row: { messages: [user, assistant], label: true },
  },
  {
    layout: 'kto',
    form: 'LLaMA-Factory, ShareGPT',
    file: 'kto.json',
    row: { conversations: [human, gpt], kto_tag: false },
  },
  {
    layout: 'kto',
    form: 'LLaMA-Factory, Alpaca',
    file: 'kto.json',
    row: { instruction: 'Why?', input: '', output: 'So.', kto_tag: true },
  },
  // Supervised fine-tuning.
  {
    layout: 'sft-alpaca',
    file: 'alpaca.json',
    row: { instruction: 'Why?', input: '', output: 'So.', system: '' },
  },
  {
    layout: 'sft-alpaca',
    form: 'with earlier turns and columns of its own',
    file: 'alpaca.json',
    row: { instruction: 'Why?', input: '', output: 'So.', history: [['Hi', 'Yes?']], source: 's' },
  },
  { layout: 'sft-sharegpt', file: 'sharegpt.json', row: { conversations: [human, gpt], tools: '[]' } },
  {
    layout: 'sft-sharegpt',
    form: 'a log of chats',
    file: 'chats.jsonl',
    row: { conversation_id: 'c', model: 'm', conversation: [user, assistant], turn: 1, language: 'English' },
  },
  {
    layout: 'sft-messages',
    form: 'OpenAI',
    file: 'train.jsonl',
    row: { messages: [user, assistant], tools: [] },
  },
  {
    layout: 'sft-messages',
    form: 'LLaMA-Factory v1',
    file: 'v1_sft_demo.jsonl',
    row: {
      messages: [
        { role: 'user', content: [{ type: 'text', value: 'Why?' }], loss_weight: 0 },
        { role: 'assistant', content: [{ type: 'text', value: 'So.' }], loss_weight: 1 },
      ],
    },
  },
  {
    layout: 'sft-messages',
    form: 'multilingual-thinking',
    file: 'multilingual-thinking.json',
    row: {
      reasoning_language: 'English',
      developer: '',
      user: 'Why?',
      analysis: null,
      final: 'So.',
      messages: [
        { content: '', role: 'system', thinking: null },
        { ...user, thinking: null },
        { ...assistant, thinking: null },
      ],
    },
  },
  {
    layout: 'sft-completion',
    form: 'texts',
    file: 'train.jsonl',
    row: { prompt: 'Why?', completion: 'So.' },
  },
  {
    layout: 'sft-completion',
    form: 'messages',
    file: 'train.jsonl',
    row: { prompt: [user], completion: [assistant] },
  },
  {
    layout: 'sft-completion',
    form: 'query and response',
    file: 'train.jsonl',
    row: { query: 'Why?', response: 'So.', history: [['Hi', 'Yes?']] },
  },
];
