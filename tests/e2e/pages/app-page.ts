import { expect, type Page } from '@playwright/test';

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

  async go(tab: 'Judge' | 'Hand in and merge' | 'Agreement' | 'Export'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name: tab }).click();
  }

  /** The key of the item on the screen, once it is there. */
  async seesItem(): Promise<string> {
    const item = this.page.locator('[data-item]');
    await expect(item).toHaveCount(1);
    return (await item.getAttribute('data-item')) ?? '';
  }

  /** Presses one key and waits until another item is on the screen (or the end). */
  async decide(key: string): Promise<void> {
    const before = await this.seesItem();
    await this.page.keyboard.press(key);
    await expect(this.page.locator(`[data-item="${before}"]`)).toHaveCount(0);
  }

  /** Ranks all responses on the screen in the given order of digits. */
  async rank(digits: readonly string[]): Promise<void> {
    const before = await this.seesItem();
    for (const digit of digits) await this.page.keyboard.press(digit);
    await expect(this.page.locator(`[data-item="${before}"]`)).toHaveCount(0);
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

  async expectCounts(counts: RegExp): Promise<void> {
    await expect.poll(() => this.counts()).toMatch(counts);
  }
}
