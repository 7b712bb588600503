/** The names of the ready-made formats. */
export const PRESET_NAMES = ['llamafactory-dpo', 'llamafactory-sft', 'trl-dpo', 'trl-sft'] as const;

export type PresetName = (typeof PRESET_NAMES)[number];

/** What a person chooses from; how its files are made stands in `export-bundle.ts`. */
export interface Preset {
  readonly name: PresetName;
  /** Which samples go in. */
  readonly takes: 'preference' | 'sft';
  /** One English line for the command line; the screens translate by key. */
  readonly description: string;
  readonly titleKey: `export.preset.${PresetName}`;
  readonly descriptionKey: `export.preset.${PresetName}.description`;
}

function definePreset(name: PresetName, takes: Preset['takes'], description: string): Preset {
  return {
    name,
    takes,
    description,
    titleKey: `export.preset.${name}`,
    descriptionKey: `export.preset.${name}.description`,
  };
}

export const PRESETS: readonly Preset[] = [
  definePreset(
    'llamafactory-dpo',
    'preference',
    'Preference pairs for LLaMA-Factory (DPO, ORPO, SimPO, reward): sharegpt JSON, dataset_info.json, ready YAML.',
  ),
  definePreset(
    'llamafactory-sft',
    'sft',
    'Answers for LLaMA-Factory supervised fine-tuning: messages JSONL, dataset_info.json, ready YAML.',
  ),
  definePreset(
    'trl-dpo',
    'preference',
    'Preference pairs for TRL (and Axolotl, OpenRLHF, Unsloth): conversational JSONL with explicit prompt, ready YAML.',
  ),
  definePreset(
    'trl-sft',
    'sft',
    'Answers for TRL supervised fine-tuning: prompt and completion JSONL, so that only the answer is trained; ready YAML.',
  ),
];

export function isPresetName(name: string): name is PresetName {
  return PRESET_NAMES.some((known) => known === name);
}
