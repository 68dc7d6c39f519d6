import { describe, expect, it } from 'vitest';
import { readToastArguments, toastXml } from './toast.ts';

const plain = { link: null, title: 'a', body: 'b', buttons: [], reply: null };
const account = 'f'.repeat(32);

describe('E-70 the words of a toast', () => {
  it('have no actions where there are none', () => {
    expect(toastXml(plain, account)).not.toContain('actions');
  });

  it('offer a reply together with the button that sends it', () => {
    const xml = toastXml({ ...plain, reply: { placeholder: 'Write…', button: 'Reply' } }, account);
    expect(xml).toContain('<input id="reply" type="text" placeHolderContent="Write…"/>');
    expect(xml).toMatch(/<action content="Reply" arguments="[^"]*do=reply" [^>]*hint-inputId="reply"\/>/);
  });

  it('bring back what they were given, and nothing is taken for granted', () => {
    const link = 'parley://chat/0192-ab';
    const launch = /launch="([^"]*)"/.exec(toastXml({ ...plain, link }, account))?.[1] ?? '';
    expect(readToastArguments(launch.replaceAll('&amp;', '&'), undefined)).toEqual({
      accountId: account,
      link,
      action: 'open',
      reply: '',
    });
    expect(readToastArguments('', 'x')).toEqual({ accountId: '', link: '', action: 'open', reply: 'x' });
  });
});
