import { expect, type Locator, type Page } from '@playwright/test';

/** The window as a person uses it: by keyboard where there is a key, by its words elsewhere. */
export class AppPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Answers the question for the name, which is asked once. */
  async giveName(name: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  /** Takes the import that is shown. */
  async confirmImport(options: { readonly inPairs?: boolean } = {}): Promise<void> {
    if (options.inPairs) await this.page.getByText('Compare them two at a time').click();
    await this.page.getByTestId('confirm-import').click();
  }

  /** Takes the import that is shown, says who judges, and waits for the first item. */
  async begin(name = 'Ann', options: { readonly inPairs?: boolean } = {}): Promise<void> {
    await this.confirmImport(options);
    await this.giveName(name);
    await this.seesItem();
  }

  async go(tab: 'Judge' | 'Hand in and merge' | 'Agreement' | 'Export'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name: tab }).click();
  }

  async goHome(): Promise<void> {
    await this.page.getByRole('button', { name: 'Projects' }).click();
  }

  /** Opens the only project of the list. */
  async reopen(): Promise<void> {
    await this.page.getByRole('button', { name: /^Open “/ }).click();
  }

  /** Opens what the open dialog answers. */
  async pickFiles(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open files…' }).first().click();
  }

  /** Saves the return pack to the folder that the save dialog answers. */
  async handIn(): Promise<void> {
    await this.go('Hand in and merge');
    await this.page.getByTestId('save-return-pack').click();
    await expect(this.page.getByText(/^Saved: /)).toBeVisible();
  }

  get item(): Locator {
    return this.page.locator('[data-item]');
  }

  response(place: number): Locator {
    return this.item.locator(`[data-place="${place}"]`);
  }

  /** The key of the item on the screen, once it has been painted. */
  async seesItem(): Promise<string> {
    await expect(this.item).toHaveCount(1);
    await this.isPainted();
    return (await this.item.getAttribute('data-item')) ?? '';
  }

  /** Waits for two frames: after them, what was in the page before has been on the screen. */
  async isPainted(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => {
            requestAnimationFrame(resolve);
          });
        }),
    );
  }

  /** Presses one key and waits until another item is on the screen (or the end). */
  async decide(key: string): Promise<string> {
    const before = await this.seesItem();
    await this.page.keyboard.press(key);
    await expect(this.page.locator(`[data-item="${before}"]`)).toHaveCount(0);
    return before;
  }

  /** Ranks all responses on the screen in the given order of digits. */
  async rank(digits: readonly string[]): Promise<void> {
    const before = await this.seesItem();
    for (const digit of digits) await this.page.keyboard.press(digit);
    await expect(this.page.locator(`[data-item="${before}"]`)).toHaveCount(0);
  }

  /** Opens the editor for one side of the pair on the screen, with the text selected. */
  async startMending(side: 'a' | 'd'): Promise<Locator> {
    await this.seesItem();
    await this.page.keyboard.press('w');
    await expect(this.page.locator('[data-command="mend-left"]')).toBeVisible();
    await this.page.keyboard.press(side);
    const field = this.page.getByTestId('mend-editor').getByRole('textbox');
    await expect(field).toBeFocused();
    await this.page.keyboard.press('ControlOrMeta+A');
    return field;
  }

  async isSaved(): Promise<void> {
    await expect(this.page.getByTestId('save-status')).toHaveAttribute('data-status', 'saved');
  }

  /** "30 done" and so on, as it stands above the work. */
  async counts(): Promise<string> {
    const list = this.page.getByRole('list', { name: 'Progress' });
    await expect(list).toBeVisible();
    return (await list.innerText()).replaceAll(/\s+/g, ' ').trim();
  }

  async expectCounts(counts: RegExp | string): Promise<void> {
    const wanted = typeof counts === 'string' ? new RegExp(`^${counts}$`) : counts;
    await expect.poll(() => this.counts()).toMatch(wanted);
  }
}
