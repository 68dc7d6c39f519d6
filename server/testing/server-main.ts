import { runServer } from '../run-server.ts';

/** `server/main.ts` without its look at the browser build: tests of it run while sources change. */
await runServer(() => Promise.resolve());
