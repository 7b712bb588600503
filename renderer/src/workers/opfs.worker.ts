import { z } from 'zod';
import { ok } from '../../../shared/base/result.ts';
import { createWithDeadline } from '../../../shared/ipc/deadline.ts';
import { createDispatch } from '../../../shared/ipc/dispatch.ts';
import { ProjectHandlers } from '../../../shared/ipc/project-handlers.ts';
import { settingsSchema, type Settings } from '../../../shared/ipc/settings.ts';
import { JsonFile } from '../../../shared/project/json-file.ts';
import { ProjectLibrary } from '../../../shared/project/project-library.ts';
import { createOpfsPlace, createOpfsProfile } from './opfs-place.ts';

// The content security policy allows no code made at run time.
z.config({ jitless: true });

const settingsFile = new JsonFile(createOpfsProfile(), 'settings.json', settingsSchema);
const library = new ProjectLibrary(createOpfsPlace(), {
  toIsoTime: (milliseconds) => new Date(milliseconds).toISOString(),
});

const dispatch = createDispatch(
  {
    ...new ProjectHandlers(library).handlers,
    'settings/load': async () => ok((await settingsFile.read()) ?? settingsSchema.parse({})),
    'settings/save': async (settings: Settings) => {
      const saved = await settingsFile.write(settings);
      return saved.ok ? ok(null) : saved;
    },
  },
  createWithDeadline((callback, milliseconds) => {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  }),
  (_channel, error) => {
    // Shown where the browser shows uncaught errors; the page gets a failure.
    reportError(error);
  },
);

/** One call of the contract: what the page sends, answered by `{id, result}`. */
interface CallMessage {
  readonly id: number;
  readonly channel: unknown;
  readonly input: unknown;
}

addEventListener('message', ({ data }: MessageEvent<CallMessage>) => {
  const { id, channel, input } = data;
  void dispatch(channel, input).then((result) => {
    postMessage({ id, result });
  });
});
