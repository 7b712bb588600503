import type { CommandContext, CommandId } from './command.ts';
import { COMMANDS } from './review-commands.ts';

/** A request to run a command, with the item that was on the screen when it was made. */
export interface CommandRequest {
  readonly command: CommandId;
  /** `QueueItem.key` of what the person saw, or `undefined` when nothing was on the screen. */
  readonly itemKey: string | undefined;
}

/** Runs commands; the one way from keys and buttons to what they do. */
export interface Dispatcher {
  /** Runs the command, or drops it when the item it was meant for has gone: nobody judges what they have not seen. */
  readonly run: (request: CommandRequest) => 'done' | 'dropped';
}

export function createDispatcher(context: CommandContext): Dispatcher {
  return {
    run({ command: id, itemKey }) {
      const command = COMMANDS.get(id);
      if (!command) throw new Error(`No command ${id}`);
      if (command.needsSeenItem && (itemKey === undefined || itemKey !== context.flow.item?.key))
        return 'dropped';
      command.run(context);
      return 'done';
    },
  };
}
