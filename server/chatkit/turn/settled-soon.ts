/** What a promise gives when it settles without waiting for anything outside this process; undefined when it does not. */
export function settledSoon<T>(promise: Promise<T>): Promise<T | 'rejected' | undefined> {
  return new Promise((resolve) => {
    const timer = setImmediate(() => resolve(undefined));
    const settle = (value: T | 'rejected') => {
      clearImmediate(timer);
      resolve(value);
    };
    promise.then(settle, () => settle('rejected'));
  });
}
