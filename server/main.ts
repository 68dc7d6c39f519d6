import { ensureBrowserBuild } from './http/browser-build.ts';
import { runServer } from './run-server.ts';

await runServer(() => ensureBrowserBuild((message) => process.stderr.write(`${message}\n`)));
