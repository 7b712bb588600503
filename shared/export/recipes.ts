import type { RowColumns } from './row-columns.ts';

/** What a recipe has to know; all of it can be changed in the YAML afterwards. */
export interface RecipeSettings {
  /** Hugging Face name or path of the model to train. */
  readonly model: string;
  /** LLaMA-Factory's chat template; must match the model. */
  readonly template: string;
  /** In tokens, prompt and answer together. */
  readonly cutoffLength: number;
  /** The name under which `dataset_info.json` knows the data (LLaMA-Factory), or the data file (TRL). */
  readonly dataset: string;
  /** More than half of the pairs are corrections, whose sides differ in few words. */
  readonly mostlyCorrections: boolean;
  readonly columns: RowColumns;
}

/** A LoRA run of LLaMA-Factory, to be started in the export's folder. */
export function llamaFactoryRecipe(stage: 'dpo' | 'sft', settings: RecipeSettings): string {
  const isDpo = stage === 'dpo';
  return toYaml([
    `# Run in this folder: llamafactory-cli train ${stage}_lora.yaml`,
    '# The template must match the model.',
    ['model_name_or_path', quote(settings.model)],
    ['stage', stage],
    ['do_train', 'true'],
    ['finetuning_type', 'lora'],
    ['lora_rank', '8'],
    ['lora_target', 'all'],
    ...(isDpo ? preferenceSettings(settings) : []),
    ['dataset_dir', './'],
    ...(settings.columns.images
      ? ([
          '# The rows have images: name a vision-language model above, and below the folder that their paths start from.',
          ['media_dir', './'],
        ] as const)
      : []),
    ['dataset', quote(settings.dataset)],
    ['template', quote(settings.template)],
    ['cutoff_len', String(settings.cutoffLength)],
    ...(isDpo
      ? []
      : ([
          '# Only the last answer was judged; earlier ones are not trained on.',
          ['mask_history', 'true'],
        ] as const)),
    ['overwrite_cache', 'true'],
    ['output_dir', `out/${stage}`],
    ['per_device_train_batch_size', '1'],
    ['gradient_accumulation_steps', '8'],
    ['learning_rate', isDpo ? '5.0e-6' : '1.0e-4'],
    ['num_train_epochs', '1.0'],
    ['lr_scheduler_type', 'cosine'],
    ['warmup_ratio', '0.1'],
    ['bf16', 'true'],
    ['logging_steps', '10'],
    ['save_steps', '500'],
    ['report_to', 'none'],
  ]);
}

function preferenceSettings({ mostlyCorrections }: RecipeSettings): Line[] {
  return [
    ['pref_beta', '0.1'],
    ['pref_loss', 'sigmoid'],
    ...(mostlyCorrections
      ? ['# Most pairs are corrections: an SFT term keeps the chosen text likely where both sides are alike.']
      : []),
    ['pref_ftx', mostlyCorrections ? '0.1' : '0.0'],
  ];
}

/** A LoRA run of TRL's command line, to be started in the export's folder. */
export function trlRecipe(stage: 'dpo' | 'sft', settings: RecipeSettings): string {
  return toYaml([
    `# Run in this folder: trl ${stage} --config ${stage}_lora.yaml`,
    ...(settings.columns.images
      ? [
          '# The rows have images: name a vision-language model. Their paths start from the folder you run in.',
        ]
      : []),
    ...(settings.columns.calls
      ? [
          '# Arguments of calls are JSON texts: the template of Qwen3 takes them as they are, those of Llama 3 and Qwen2.5 quote',
          '# them once more.',
        ]
      : []),
    ['model_name_or_path', quote(settings.model)],
    ['datasets', `[{path: json, data_files: ${quote(settings.dataset)}, split: train}]`],
    ['output_dir', `out/${stage}`],
    '# TRL drops prompts that alone reach this length, and its own default is 1024.',
    ['max_length', String(settings.cutoffLength)],
    ...(stage === 'dpo' && settings.mostlyCorrections
      ? ([
          '# Most pairs are corrections: an SFT term keeps the chosen text likely where both sides are alike.',
          ['loss_type', '[sigmoid, sft]'],
          ['loss_weights', '[1.0, 0.1]'],
        ] as const)
      : []),
    ['per_device_train_batch_size', '2'],
    ['gradient_accumulation_steps', '8'],
    ['learning_rate', stage === 'dpo' ? '5.0e-6' : '1.0e-4'],
    ['num_train_epochs', '1'],
    ['use_peft', 'true'],
    ['lora_r', '16'],
    ['lora_alpha', '32'],
    ['lora_target_modules', 'all-linear'],
    ['report_to', 'none'],
  ]);
}

/** A comment, or a key with its value. Floats need a dot (`5.0e-6`): PyYAML reads `5e-6` as a string. */
type Line = string | readonly [key: string, value: string];

function toYaml(lines: readonly Line[]): string {
  return lines.map((line) => `${typeof line === 'string' ? line : line.join(': ')}\n`).join('');
}

/** A double-quoted YAML string in ASCII; JSON's escapes are YAML's. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
