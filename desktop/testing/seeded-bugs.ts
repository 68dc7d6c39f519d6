import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDesktop } from './build-desktop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const WANTED = 27;

/** A mistake somebody could make, as a change of the built main process, and the tests that should notice. */
interface SeededBug {
  name: string;
  find: RegExp;
  replace: string;
  tests: string;
}

const BUGS: SeededBug[] = [
  {
    name: 'the page may navigate anywhere',
    find: /if \(isMainFrame\) return isAppUrl\(address\) && !isApiUrl\(address\);/,
    replace: 'if (isMainFrame) return true;',
    tests: 'security/containment',
  },
  { name: 'windows may open', find: /action: "deny"/, replace: 'action: "allow"', tests: 'security/containment' },
  {
    name: 'a download from anywhere is taken',
    find: /if \(!item\.getURLChain\(\)[\s\S]{0,90}?event\.preventDefault\(\);/,
    replace: '',
    tests: 'security/permissions',
  },
  {
    name: 'every permission is granted',
    find: /permission !== "clipboard-sanitized-write" \|\| originOf\(embeddingOrigin\) !== "parley:\/\/app"/,
    replace: 'false',
    tests: 'security/permissions',
  },
  {
    name: 'the sender of a call is not checked',
    find: /if \(!isTrustedSender\(event, from, kindOf\)\)/,
    replace: 'if (false)',
    tests: 'ipc/bridge',
  },
  {
    name: 'input is not checked',
    find: /input\.safeParse\(values\[0\]\)/,
    replace: '{ success: true, data: values[0] }',
    tests: 'ipc/bridge',
  },
  { name: 'a window without a sandbox', find: /sandbox: true/, replace: 'sandbox: false', tests: 'shell' },
  {
    name: 'a window without context isolation',
    find: /contextIsolation: true/,
    replace: 'contextIsolation: false',
    tests: 'shell',
  },
  { name: 'enableSandbox is forgotten', find: /app\.enableSandbox\(\);/, replace: '', tests: 'shell' },
  {
    name: 'the scheme bypasses the content security policy',
    find: /supportFetchAPI: true/,
    replace: 'supportFetchAPI: true, bypassCSP: true',
    tests: 'shell',
  },
  {
    name: 'pages are sent without their headers',
    find: /response\.headers\.set\(name, value\);/,
    replace: '',
    tests: 'protocol/app-protocol',
  },
  {
    name: 'the proxy follows redirects',
    find: /headers,\s*redirect: "error"/,
    replace: 'headers, redirect: "follow"',
    tests: 'protocol/app-protocol',
  },
  {
    name: 'the proxy does not pass on that the page stopped',
    find: /endRequest = \(\) => stopped\.abort\(\)/,
    replace: 'endRequest = () => void 0',
    tests: 'protocol/app-protocol',
  },
  {
    name: 'the session token is shown to the page',
    find: /key === "token" \? void 0 : value/,
    replace: 'value',
    tests: 'protocol/app-protocol',
  },
  {
    name: 'the session is stored without a keyring',
    find: /new Set\(\["basic_text", "unknown"\]\)/,
    replace: 'new Set()',
    tests: 'accounts/sign-in',
  },
  {
    name: 'signing out is not told to the server',
    find: /await accounts\.sendPendingSignOuts\(\);/,
    replace: '',
    tests: 'accounts/sign-in',
  },
  {
    name: 'the tray is forgotten',
    find: /return new Tray\(\.\.\.(describeTray\([^;]+\))\);/,
    replace: 'listen(new Tray(...$1), deps); return null;',
    tests: 'tray/tray',
  },
  {
    name: 'Windows is told another id',
    find: /"dev\.parley\.desktop"/,
    replace: '"dev.parley.app"',
    tests: 'tray/tray-systems',
  },
  {
    name: 'closing the window destroys it',
    find: /event\.preventDefault\(\);\s*follow\?\.onCloseRequest\(window\);/,
    replace: 'follow?.onCloseRequest(window);',
    tests: 'lifecycle/closing',
  },
  {
    name: 'a link is opened before anybody signed in',
    find: /mainWindow\.isListening\(\) && accounts\.active\(\) !== null/,
    replace: 'mainWindow.isListening()',
    tests: 'links/links',
  },
  {
    name: 'the proxy takes an encoded path for a plain one',
    find: /if \(!isPlainPath\(url\.pathname\)\)/,
    replace: 'if (false)',
    tests: 'protocol/app-protocol',
  },
  {
    name: 'pages open links without a click',
    find: /decision\.kind === "ask" \|\| !hasGesture \|\|/,
    replace: 'decision.kind === "ask" ||',
    tests: 'security/clicked-links',
  },
  {
    name: 'a page that got to about:blank stays there',
    find: /else if \(home !== null\) contents\.loadURL\(home\)/,
    replace: 'else if (false) contents.loadURL(home)',
    tests: 'security/containment',
  },
  {
    name: 'a frame is sent anywhere by a redirect',
    find: /contents\.on\("will-redirect"/,
    replace: 'contents.on("will-redirect-too"',
    tests: 'security/hostile-frame',
  },
  {
    name: 'the session of another keyring is thrown away',
    find: /isLocked \? rename\(file, spare\) :/,
    replace: '',
    tests: 'accounts/sign-in',
  },
  {
    name: 'pages may ask for addresses in the clear',
    find: /cancel: !isRequestAllowed\(url, devServer\)/,
    replace: 'cancel: false',
    tests: 'shell',
  },
  {
    name: 'a page that hung is loaded again before it is gone',
    find: /(forcefullyCrashRenderer\(\);)([\s\S]*?)(if \(hangs\.endedPage\(\)\) return) deps\.reload\(\);/,
    replace: '$1 window.webContents.reload();$2$3;',
    tests: 'lifecycle/crash-recovery',
  },
  {
    name: 'a session may ask for a dictionary',
    find: /created\.setSpellCheckerLanguages\(\[\]\)/,
    replace: 'created.availableSpellCheckerLanguages',
    tests: 'settings/settings',
  },
];

/** Runs the tests against the built app with one mistake at a time, and says how many were noticed. */
async function checkSeededBugs(): Promise<void> {
  const out = await buildDesktop();
  const built = readFileSync(path.join(out, 'main/index.js'), 'utf8');
  const stale = BUGS.filter(({ find }) => !find.test(built)).map(({ name }) => name);
  if (stale.length > 0) throw new Error(`These bugs do not fit the code any more: ${stale.join('; ')}`);
  // What fails without a mistake notices none.
  const none: SeededBug = { name: 'no mistake at all', find: /^/, replace: '', tests: '' };
  for (const tests of new Set(BUGS.map((bug) => bug.tests))) {
    if (tryBug(out, { ...none, tests })) throw new Error(`The tests ${tests} fail without a mistake; run them alone.`);
  }
  const noticed: string[] = [];
  for (const bug of BUGS) {
    const isNoticed = tryBug(out, bug);
    if (isNoticed) noticed.push(bug.name);
    process.stdout.write(`${isNoticed ? 'noticed' : 'MISSED '}  ${bug.name}\n`);
  }
  process.stdout.write(`${noticed.length} of ${BUGS.length} seeded bugs were noticed; ${WANTED} are wanted.\n`);
  process.exitCode = noticed.length >= WANTED ? 0 : 1;
}

function tryBug(out: string, bug: SeededBug): boolean {
  const copy = mkdtempSync(path.join(tmpdir(), 'parley-seeded-'));
  try {
    cpSync(out, path.join(copy, 'out'), { recursive: true });
    writeFileSync(path.join(copy, 'package.json'), '{"type":"module"}');
    const bundle = path.join(copy, 'out/main/index.js');
    const source = readFileSync(bundle, 'utf8');
    writeFileSync(bundle, source.replace(bug.find, bug.replace));
    const run = spawnSync(
      process.execPath,
      [
        path.join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--config',
        'server/vitest.config.ts',
        '--bail',
        '1',
        `desktop/main/${bug.tests}.bundle`,
      ],
      { cwd: root, encoding: 'utf8', env: { ...process.env, PARLEY_DESKTOP_BUNDLE: bundle } },
    );
    return run.status !== 0;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

await checkSeededBugs();
