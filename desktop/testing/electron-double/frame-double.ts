/** Electron's `WebFrameMain`, as far as senders are checked. */
export interface FrameDouble {
  readonly url: string;
  readonly origin: string;
  readonly parent: FrameDouble | null;
}

/** The top frame of a window, whose address is that of its page. */
export function createMainFrame(getUrl: () => string): FrameDouble {
  return {
    get url() {
      return getUrl();
    },
    get origin() {
      return getUrl().split('/').slice(0, 3).join('/');
    },
    parent: null,
  };
}
