import axe from 'axe-core';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ColumnMapping } from '../../../renderer/src/features/import/column-mapping.tsx';
import type { SavedMapping } from '../../../shared/domain/saved-mapping.ts';
import { EMPTY_MAPPING, type TableMapping } from '../../../shared/domain/table-mapping.ts';
import type { FileInspection } from '../../../shared/import/inspect-files.ts';
import { show } from '../ui/support/show.tsx';

const fields = ['q', 'left', 'right', 'who_won', 'score'];
// What the other parts of a preview show is not looked at here.
const inspection = {
  name: 'runs/table.csv',
  fields,
  firstRows: [
    ['p1', 'x', 'y', 'left', '4'],
    ['p2', 'u', 'v', 'even', '2'],
    ['p3', 'u', 'v', 'left', '2'],
  ],
  mapping: null,
} as unknown as FileInspection;

/** The component with what is around it in the program: it is shown again with what it says. */
function Mapped({
  onMapped,
  onSave,
  saved = [],
}: {
  readonly onMapped: (mapping: TableMapping) => void;
  readonly onSave?: (saved: SavedMapping) => void;
  readonly saved?: readonly SavedMapping[];
}) {
  const [mapping, setMapping] = useState<TableMapping>();
  return (
    <ColumnMapping
      inspection={inspection}
      mapping={mapping}
      onChange={(changed) => {
        onMapped(changed);
        setMapping(changed);
      }}
      saved={saved}
      onSave={onSave ?? (() => undefined)}
    />
  );
}

function choose(name: string, option: string): Promise<void> {
  return page.getByRole('combobox', { name, exact: true }).selectOptions(option);
}

const column = (name: string) => `Which column is what: ${name}`;

test('every column gets its role, verdicts their meaning, and the mapping is what was chosen', async () => {
  const onMapped = vi.fn<(mapping: TableMapping) => void>();
  const { element } = show(<Mapped onMapped={onMapped} />);
  await expect.element(page.getByText('Choose one column as the prompt.')).toBeVisible();
  await choose(column('q'), 'Prompt');
  await choose(column('left'), 'Response');
  await choose(column('right'), 'Response');
  await choose(column('who_won'), 'Verdict');
  await choose(column('score'), 'Rating');

  // What can be told of a value is suggested; the rest is chosen.
  await expect
    .element(page.getByRole('combobox', { name: 'Meaning: left' }))
    .toHaveDisplayValue('“left” is better');
  await expect
    .element(page.getByRole('combobox', { name: 'Meaning: even' }))
    .toHaveDisplayValue('Not chosen');
  await choose('Meaning: even', 'Tie');
  await choose('Response: score', 'right');
  await page.getByRole('textbox', { name: 'Name of the scale: score' }).fill('quality');
  await userEvent.keyboard('{Enter}');
  await choose('Model of “left”', 'Name of the folder');
  await choose('Model of “right”', 'This name');
  await page.getByRole('textbox', { name: 'Name: Model of “right”' }).fill('qwen');
  await userEvent.keyboard('{Tab}');

  expect(onMapped.mock.lastCall?.[0]).toEqual({
    ...EMPTY_MAPPING,
    prompt: ['q'],
    responses: [
      { column: 'left', model: { from: 'folder' } },
      { column: 'right', model: { from: 'fixed', name: 'qwen' } },
    ],
    verdict: {
      column: 'who_won',
      meanings: [
        { value: 'left', means: { is: 'better', response: 'left', strength: 'clearly' } },
        { value: 'right', means: { is: 'better', response: 'right', strength: 'clearly' } },
        { value: 'tie', means: { is: 'tie' } },
        { value: 'even', means: { is: 'tie' } },
      ],
    },
    ratings: [{ column: 'score', scale: 'quality', response: 'right' }],
  });
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('rows become responses with the keyboard, and join on a key when one is chosen', async () => {
  const onMapped = vi.fn<(mapping: TableMapping) => void>();
  show(<Mapped onMapped={onMapped} />);
  await page.getByRole('radio', { name: 'One prompt with its responses' }).click();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(page.getByText('Responses to the same prompt text belong together.')).toBeVisible();
  await choose(column('q'), 'Key of the prompt');
  await expect.element(page.getByText('Rows with the same “q” belong to one prompt.')).toBeVisible();
  await choose(column('left'), 'Response');
  await choose(column('right'), 'Response');
  expect(onMapped.mock.lastCall?.[0]).toMatchObject({
    rows: 'response',
    key: 'q',
    responses: [{ column: 'right', model: null }],
  });
});

test('a mapping is kept under a name, and taken again where it fits', async () => {
  const fitting: SavedMapping = {
    name: 'Votes',
    columns: fields,
    mapping: { ...EMPTY_MAPPING, prompt: ['q'], responses: [{ column: 'left', model: null }] },
  };
  const other: SavedMapping = {
    name: 'Other table',
    columns: ['z'],
    mapping: { ...EMPTY_MAPPING, prompt: ['z'], responses: [{ column: 'y', model: null }] },
  };
  const onMapped = vi.fn<(mapping: TableMapping) => void>();
  const onSave = vi.fn<(saved: SavedMapping) => void>();
  show(<Mapped onMapped={onMapped} onSave={onSave} saved={[fitting, other]} />);
  const saving = page.getByRole('button', { name: 'Save' });
  await page.getByRole('textbox', { name: 'Save this mapping as' }).fill('New');
  // Nothing is kept that no table could be read with.
  await expect.element(saving).toBeDisabled();

  const picker = page.getByRole('combobox', { name: 'Saved mapping' });
  expect([...picker.element().querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
    'None',
    'Votes',
  ]);
  await picker.selectOptions('Votes');
  expect(onMapped).toHaveBeenLastCalledWith(fitting.mapping);
  await expect.element(picker).toHaveDisplayValue('Votes');
  await saving.click();
  expect(onSave).toHaveBeenCalledExactlyOnceWith({ name: 'New', columns: fields, mapping: fitting.mapping });
});
