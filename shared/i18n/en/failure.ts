import type { Catalogue } from '../message.ts';

export const failure = {
  'failure.title': 'That did not work',
  'failure.not-found': 'It is not there any more. It may have been moved or deleted.',
  'failure.damaged': 'The data are damaged. What is whole has been kept; nothing was overwritten.',
  'failure.newer-version': 'It was written by a newer version. Update Pairwright to open it.',
  'failure.in-use': 'It is open in another window or program. Close it there first.',
  'failure.disk-full': 'The disk is full. Free some space, then try again.',
  'failure.no-permission':
    'There is no permission to read or write there. Choose another place or ask for access.',
  'failure.timeout': 'There was no answer in time. Try again; what was shown as saved is safe.',
  'failure.read-only': 'The project can only be read at present, so nothing new can be saved.',
  'failure.bad-request': 'The program asked for something that is not allowed. Please report this.',
  'failure.io': 'The disk did not do what was asked. Check it, then try again.',
  'failure.detail': 'Detail: {message}',
} as const satisfies Catalogue;
