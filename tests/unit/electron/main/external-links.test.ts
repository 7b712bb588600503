import { describe, expect, it } from 'vitest';
import { toExternalLink } from '../../../../electron/main/external-links.ts';

describe('a link', () => {
  it.each([
    ['https://example.com/a?b#c', 'example.com'],
    ['http://example.com', 'example.com'],
    ['HTTPS://EXAMPLE.COM:8443/', 'example.com:8443'],
    ['https:example.com', 'example.com'],
    ['https://[::1]/', '[::1]'],
    ['https://例子.测试/', 'xn--fsqu00a.xn--0zwm56d'],
    // A letter of another alphabet shows as what it is.
    ['https://аpple.com/', 'xn--pple-43d.com'],
    [' https://example.com ', 'example.com'],
    ['https://example.com\\@evil.com', 'example.com'],
  ])('%j leads to %s', (text, host) => {
    expect(toExternalLink(text)?.host).toBe(host);
  });

  it.each([
    'file:///etc/passwd',
    'file://server/share',
    'FILE:///C:/Windows/System32/calc.exe',
    'smb://server/share',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:app://pairwright/123',
    'app://pairwright/index.html',
    'about:blank',
    'chrome://settings',
    'devtools://devtools/bundled/inspector.html',
    'view-source:https://example.com',
    'ms-msdt:/id',
    'ms-officecmd:{}',
    'ms-settings:',
    'search-ms:query=x&crumb=location:\\\\server\\share',
    'vscode://file/etc/passwd',
    'ssh://host',
    'ftp://example.com',
    'ws://example.com',
    'mailto:a@example.com',
    'tel:123',
    'steam://run/1',
    'shell:startup',
    'ldap://x',
    'jar:https://example.com!/',
    'intent://x#Intent;end',
    'https://user@example.com',
    'https://user:password@example.com',
    'https://example.com@evil.com',
    'https://',
    'https:',
    '//example.com',
    '/etc/passwd',
    'C:\\Windows\\System32\\calc.exe',
    '\\\\server\\share',
    'example.com',
    '',
    ' ',
  ])('%j leads nowhere', (text) => {
    expect(toExternalLink(text)).toBeUndefined();
  });
});
