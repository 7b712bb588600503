import { maskMiddle } from './show-place.ts';
import type { Finding } from './warning.ts';

/** Longest part before and after the `@` (RFC 5321, section 4.5.3.1). */
const LONGEST_NAME = 64;
const LONGEST_DOMAIN = 255;

const NAME_AT_END = /(?<![\w.+%/-])[\w+%-]+(?:\.[\w+%-]+)*$/;
/** Who enters a server: `ftp://user:password@host.com`. */
const USER_AT_END = /:\/\/[^\s/@]*$/;
const DOMAIN_AT_START = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+([a-z]{2,12})(?![\w@]|-\w|\.\w|:[\w/~])/i;

/**
 * Top-level domains of more than two letters in which people have addresses. All 1,400 would take in `W@x.shape` of
 * program code and `logo@2x.png`.
 */
const LONG_ENDINGS = new Set(
  (
    'com org net edu gov mil int info biz name pro mobi asia cat coop jobs tel travel museum app art bank blog chat ' +
    'cloud club company design dev digital email energy fund global group health host ink law life link live ltd mail ' +
    'media network news one online page press school shop site social software solutions space store studio systems ' +
    'team tech today top university vip wang website wiki win work world xin xyz zone'
  ).split(' '),
);

/** Names that nobody can have: RFC 2606 and RFC 6762. */
const RESERVED = /(?:^|\.)(?:example\.(?:com|net|org)|example|invalid|local|localhost|test)$/i;

/** Finds the first e-mail address that somebody may have. */
export function findEmailAddress(text: string): Finding | undefined {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const address = readAddress(text, at);
    if (address === undefined) continue;
    return {
      code: 'email_address',
      message: 'this looks like an e-mail address; take it out if it is somebody’s',
      excerpt: maskMiddle(address),
    };
  }
  return undefined;
}

function readAddress(text: string, at: number): string | undefined {
  const domain = DOMAIN_AT_START.exec(text.slice(at + 1, at + 2 + LONGEST_DOMAIN));
  if (domain === null || !isAddressEnding(domain[1] ?? '') || RESERVED.test(domain[0])) return undefined;
  const before = text.slice(Math.max(0, at - LONGEST_NAME - 1), at);
  const [name] = NAME_AT_END.exec(before) ?? [];
  // `git@…` is how repositories are addressed.
  if (name === undefined || name === 'git' || USER_AT_END.test(before)) return undefined;
  return `${name}@${domain[0]}`;
}

function isAddressEnding(ending: string): boolean {
  if (ending !== ending.toLowerCase() && ending !== ending.toUpperCase()) return false;
  return ending.length === 2 || LONG_ENDINGS.has(ending.toLowerCase());
}
