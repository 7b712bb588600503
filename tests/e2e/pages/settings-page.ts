import { expect, type Page } from '@playwright/test';

/** The settings dialog, whichever language it is in. */
export class SettingsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Settings|设置)$/ }).click();
    await expect(this.page.getByRole('dialog')).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  async choose(option: string): Promise<void> {
    await this.page.getByRole('dialog').getByText(option, { exact: true }).click();
  }

  /** Light text on a dark ground, or the other way round, as it is really drawn. */
  isDark(): Promise<boolean> {
    return this.page.evaluate(() => {
      const brightness = (colour: string) =>
        (colour.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
      const { color, backgroundColor } = getComputedStyle(document.body);
      return brightness(color) > brightness(backgroundColor);
    });
  }
}
