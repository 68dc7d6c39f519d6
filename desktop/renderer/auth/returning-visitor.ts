/** Says that somebody signed in on this device before; not who. */
const STORAGE_KEY = 'parley.returning';

/** Whether somebody signed in on this device before. */
export function isReturningVisitor(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== null;
  } catch {
    // Storage is blocked: everybody is new.
    return false;
  }
}

/** Remembers for the next greeting that somebody is signed in here. */
export function rememberVisitor(): void {
  try {
    localStorage.setItem(STORAGE_KEY, '1');
  } catch {
    // Storage is blocked: the next greeting is neutral.
  }
}

/** Forgets it again, with the account. */
export function forgetVisitor(): void {
  try {
    localStorage.removeItem(STORAGE_KEY);
  } catch {
    // Storage is blocked: nothing was kept.
  }
}
