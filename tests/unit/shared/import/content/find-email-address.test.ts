import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findEmailAddress } from '../../../../../shared/import/content/find-email-address.ts';

describe('e-mail addresses', () => {
  test.each([
    ['in a sentence', 'Write to maria.gonzalez@uni-koeln.de, please.', 'mar…de'],
    ['at the end of one', 'It is jo_smith+news@mail.co.uk.', 'jo_…uk'],
    ['within Chinese', '邮箱：zhangsan@163.com，电话', 'zha…om'],
    ['in brackets', 'Li <li@qq.com>', 'li…m'],
    ['as a link', '[mail](mailto:someone@web.info)', 'som…fo'],
    ['right after a colon', 'Email:someone@web.info', 'som…fo'],
    ['in capitals', 'SOMEBODY@GMAIL.COM', 'SOM…OM'],
    ['after one that is reserved', 'a@example.com or peter@gmail.com', 'pet…om'],
  ])('%s', (_where, text, excerpt) => {
    expect(findEmailAddress(text)).toMatchObject({ code: 'email_address', excerpt });
  });

  test.each([
    ['reserved names', 'jane@example.com, x@mail.example.org, a@b.test, root@server.local, me@localhost'],
    ['decorators', '@Override\n@app.route("/x")\n@pytest.mark.skip'],
    ['accounts', 'by @openai and @someone.else'],
    ['addresses of pages', 'https://medium.com/@user/story https://user:pass@host.com/ npm i react@18.2.0'],
    ['repositories', 'git@github.com:openai/gym.git'],
    ['products of matrices', 'y = W@x.shape + A@B.T; z = a@b.dot(c)'],
    ['pictures', 'logo@2x.png icon@3x.webp'],
    ['what is cut short', 'somebody@ gmail.com, @gmail.com, some..@.com, a@@b.com'],
  ])('not %s', (_what, text) => {
    expect(findEmailAddress(text)).toBeUndefined();
  });

  it('are not searched for longer than it takes to read a text of signs', () => {
    expect(findEmailAddress('@'.repeat(500_000))).toBeUndefined();
    expect(findEmailAddress('a.'.repeat(100_000) + '@' + 'a.'.repeat(100_000))).toBeUndefined();
    expect(findEmailAddress('a@a.'.repeat(100_000))).toBeUndefined();
  });

  it('are never shown whole', () => {
    const letters = fc.stringMatching(/^[a-j]{1,12}$/);
    fc.assert(
      fc.property(letters, letters, (name, domain) => {
        const address = `${name}@${domain}.com`;
        const { excerpt = '' } = findEmailAddress(`mail ${address}`) ?? {};
        expect(excerpt).toContain('…');
        expect(excerpt.length).toBeLessThan(address.length);
      }),
    );
  });
});
