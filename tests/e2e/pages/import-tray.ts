import type { ElectronApplication, Locator } from '@playwright/test';
import { expect } from '@playwright/test';
import type { AppPage } from './app-page.ts';

/** The imports that go on beside the work. */
export class ImportTray {
  readonly region: Locator;
  readonly #window: AppPage;
  readonly #app: ElectronApplication;

  constructor(window: AppPage, app: ElectronApplication) {
    this.#window = window;
    this.#app = app;
    this.region = window.page.getByRole('region', { name: 'Imports' });
  }

  /** Imports a file into the open project, and goes on with the work. */
  async order(path: string): Promise<void> {
    await this.#app.evaluate((_electron, answer) => {
      process.env['PAIRWRIGHT_OPEN_FILES'] = answer;
    }, path);
    await this.#window.pickFiles();
    await expect(this.#window.page.getByTestId('confirm-import')).toBeEnabled();
    await this.#window.confirmImport();
    await this.#window.page.getByRole('button', { name: 'Leave it running' }).click();
  }

  /** Which part of the first import that is under way has been read, from 0 to 1; 0 when none is. */
  async part(): Promise<number> {
    const bars = this.region.getByRole('progressbar');
    return bars.evaluateAll(([bar]) => (bar instanceof HTMLProgressElement ? bar.value / bar.max : 0));
  }

  /** Waits until more than that part has been read; fails when the import is over before. */
  async isBeyond(part: number): Promise<void> {
    await expect.poll(() => this.part(), { intervals: [10], timeout: 60_000 }).toBeGreaterThan(part);
  }

  async cancelFirst(): Promise<void> {
    await this.region
      .getByRole('button', { name: /^Cancel the import/ })
      .first()
      .click();
  }
}
