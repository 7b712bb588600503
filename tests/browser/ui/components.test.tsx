import axe from 'axe-core';
import { useState } from 'react';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Banner } from '../../../renderer/src/ui/banner.tsx';
import { Button } from '../../../renderer/src/ui/button.tsx';
import { collectDroppedFiles } from '../../../renderer/src/ui/collect-dropped-files.ts';
import { Dialog } from '../../../renderer/src/ui/dialog.tsx';
import { EmptyState } from '../../../renderer/src/ui/empty-state.tsx';
import { Field } from '../../../renderer/src/ui/field.tsx';
import { FileDropTarget } from '../../../renderer/src/ui/file-drop-target.tsx';
import { LiveRegion } from '../../../renderer/src/ui/live-region.tsx';
import { NavBar } from '../../../renderer/src/ui/nav-bar.tsx';
import { ProgressCounts } from '../../../renderer/src/ui/progress-counts.tsx';
import { Select } from '../../../renderer/src/ui/select.tsx';
import { StatusMark } from '../../../renderer/src/ui/status-mark.tsx';
import { Table } from '../../../renderer/src/ui/table.tsx';
import { TextInput } from '../../../renderer/src/ui/text-input.tsx';
import { ToggleGroup } from '../../../renderer/src/ui/toggle-group.tsx';
import { show } from './support/show.tsx';

beforeAll(() => {
  document.title = 'Components';
});

function DialogByButton() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Keys</Button>
      {isOpen && (
        <Dialog title="All keys" onClose={() => setIsOpen(false)}>
          <p>Many keys</p>
        </Dialog>
      )}
    </>
  );
}

describe('a dialog', () => {
  test('has the title as its name, closes with Esc and gives the focus back', async () => {
    show(<DialogByButton />);
    const opener = page.getByRole('button', { name: 'Keys' });
    await opener.click();
    await expect.element(page.getByRole('dialog', { name: 'All keys' })).toBeVisible();
    expect(document.querySelector('dialog')?.contains(document.activeElement)).toBe(true);

    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(document.activeElement).toBe(opener.element());
  });

  test('keeps everything behind it out of reach of the keyboard', async () => {
    show(<DialogByButton />);
    await page.getByRole('button', { name: 'Keys' }).click();
    const reached = new Set<string>();
    for (let press = 0; press < 6; press += 1) {
      await userEvent.keyboard('{Tab}');
      reached.add(document.activeElement?.textContent ?? '');
    }
    expect(reached).not.toContain('Keys');
  });

  test('closes by its cross, whose name is in the language of the interface', async () => {
    show(<DialogByButton />, 'zh-CN');
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('button', { name: '关闭' }).click();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });
});

function SideChoice() {
  const [value, setValue] = useState<'light' | 'dark'>('light');
  return (
    <ToggleGroup
      label="Look"
      value={value}
      options={[
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
      onChange={setValue}
    />
  );
}

test('a toggle group is a group of radio buttons that arrow keys move through', async () => {
  show(<SideChoice />);
  await page.getByRole('radio', { name: 'Light' }).click();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
});

test('a select hands over the value that was chosen', async () => {
  const onChange = vi.fn<(value: 'en' | 'zh-CN') => void>();
  show(
    <Field label="Language">
      {(control) => (
        <Select
          {...control}
          value="en"
          options={[
            { value: 'en', label: 'English' },
            { value: 'zh-CN', label: '中文' },
          ]}
          onChange={onChange}
        />
      )}
    </Field>,
  );
  await userEvent.selectOptions(page.getByLabelText('Language'), '中文');
  expect(onChange.mock.calls).toEqual([['zh-CN']]);
});

test('a field ties its label and its error to the control', async () => {
  show(
    <Field label="Your name" error="Please type a name.">
      {(control) => <TextInput {...control} />}
    </Field>,
  );
  const input = page.getByRole('textbox', { name: 'Your name' });
  await expect.element(input).toHaveAccessibleDescription('Please type a name.');
  await expect.element(input).toHaveAttribute('aria-invalid', 'true');
});

test('a button names its key for those who listen and shows it to those who look', async () => {
  show(
    <Button keys={['Shift', 'A']} onClick={() => undefined}>
      A is slightly better
    </Button>,
  );
  const button = page.getByRole('button', { name: 'A is slightly better', exact: true });
  await expect.element(button).toHaveAttribute('aria-keyshortcuts', 'Shift+A');
  expect(button.element().querySelectorAll('kbd')).toHaveLength(2);
});

test('the same announcement twice changes the text twice', () => {
  const { element, again } = show(<LiveRegion announcement={{ text: 'Undone', sequence: 1 }} />);
  const changes: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const record of records) changes.push(record.type);
  });
  observer.observe(element, { subtree: true, characterData: true, childList: true });
  again(<LiveRegion announcement={{ text: 'Undone', sequence: 2 }} />);
  const changed = observer.takeRecords().length + changes.length;
  observer.disconnect();
  expect(changed).toBeGreaterThan(0);
  expect(element.textContent).toBe('Undone');
});

describe('dropped files', () => {
  function drop(files: readonly File[]): void {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      const event = new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      expect(kind === 'dragenter' || event.defaultPrevented).toBe(true);
    }
  }

  test('are taken wherever on the window they fall', async () => {
    const taken: string[] = [];
    show(
      <FileDropTarget
        title="Open a file"
        hint="Drop here"
        buttonLabel="Open…"
        droppingLabel="Let go"
        onPick={() => undefined}
        onFiles={(files) => taken.push(...files.map(({ name }) => name))}
      />,
    );
    drop([new File(['{}'], 'a.jsonl'), new File(['{}'], 'b.json')]);
    await expect.poll(() => taken).toEqual(['a.jsonl', 'b.json']);
  });

  test('inside folders are named by their path', async () => {
    const leaf = (name: string) => ({
      isFile: true,
      name,
      file: (done: (file: File) => void) => done(new File(['12345'], name)),
    });
    const listed = [leaf('claude.jsonl'), leaf('gpt.jsonl')];
    const folder = {
      isFile: false,
      name: 'model_answer',
      createReader: () => ({
        readEntries: (done: (entries: unknown[]) => void) => done(listed.splice(0, 1)),
      }),
    };
    const transfer = {
      items: [{ kind: 'file', webkitGetAsEntry: () => folder, getAsFile: () => null }, { kind: 'string' }],
    };
    // A script cannot drop a folder, so the platform's shape is written out here.
    const files = await collectDroppedFiles(transfer as unknown as DataTransfer);
    expect(files.map(({ name, size }) => [name, size])).toEqual([
      ['model_answer/claude.jsonl', 5],
      ['model_answer/gpt.jsonl', 5],
    ]);
  });
});

function Everything() {
  return (
    <main>
      <h1>Everything</h1>
      <NavBar
        label="Parts"
        items={[
          { place: 'home', label: 'Projects' },
          { place: 'review', label: 'Judge' },
        ]}
        current="review"
        onGo={() => undefined}
      />
      <Banner kind="failure" title="Not saved" detail="EIO" actions={<Button>Try again</Button>}>
        Try again.
      </Banner>
      <Banner kind="notice" title="Rebuilt" />
      <ProgressCounts
        label="Progress"
        parts={[
          { key: 'decided', value: 214, words: '214 done', fill: 'full' },
          { key: 'later', value: 3, words: '3 later', fill: 'hatched' },
          { key: 'unseen', value: 283, words: '283 left', fill: 'none' },
        ]}
      />
      <StatusMark state="solid" label="saved" />
      <Table
        caption="Raters"
        columns={[
          { key: 'name', header: 'Rater', cell: ({ name }) => name, isRowHeader: true },
          { key: 'n', header: 'Pairs', cell: ({ n }) => n, align: 'end' },
        ]}
        rows={[
          { name: 'Lin', n: 40 },
          { name: 'Mara', n: 38 },
        ]}
        rowKey={({ name }) => name}
      />
      <EmptyState title="No projects yet" actions={<Button look="primary">Open</Button>}>
        Open a file.
      </EmptyState>
      <FileDropTarget
        title="Open a file"
        hint="Drop here"
        buttonLabel="Open files…"
        droppingLabel="Let go"
        onPick={() => undefined}
        onFiles={() => undefined}
      />
      <SideChoice />
      <Button look="quiet" keys={['Z']}>
        undo
      </Button>
      <Button look="danger" disabled>
        Remove
      </Button>
    </main>
  );
}

test.each(['light', 'dark'] as const)(
  'nothing is wrong with accessibility in the %s theme',
  async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    const { element } = show(<Everything />);
    const result = await axe.run(element);
    delete document.documentElement.dataset['theme'];
    expect(result.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(result.passes.length).toBeGreaterThan(10);
  },
);
