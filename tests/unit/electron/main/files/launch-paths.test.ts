import { describe, expect, it } from 'vitest';
import { selectLaunchPaths } from '../../../../../electron/main/files/launch-paths.ts';

const options = { workingDirectory: '/home/mei', appPath: '/opt/pairwright' };

describe('the files of a command line', () => {
  it.each<[readonly string[], readonly string[]]>([
    [[], []],
    [['/opt/pairwright', '/data/a.jsonl'], ['/data/a.jsonl']],
    [
      ['/opt/pairwright/', 'b.jsonl', '../c'],
      ['/home/mei/b.jsonl', '/home/c'],
    ],
    [['--no-sandbox', '--user-data-dir=/tmp/x', '-psn_0_1', 'a.jsonl'], ['/home/mei/a.jsonl']],
    [['--', '--odd-name.jsonl'], ['/home/mei/--odd-name.jsonl']],
    [['', 'a b.csv'], ['/home/mei/a b.csv']],
  ])('%j are %j', (arguments_, paths) => {
    expect(selectLaunchPaths(arguments_, options)).toEqual(paths);
  });
});
