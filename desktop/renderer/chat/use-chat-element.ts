import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppConfig } from '../client/app-config.ts';
import { loadHostedScript } from './load-hosted-script.ts';

/** How long the hosted chat has to show itself before the bundled one takes over. */
const HOSTED_DEADLINE_MS = 8_000;
/** Set for this tab once the hosted chat let it down: the next load goes straight to the bundled one. */
const GIVEN_UP_KEY = 'parley.hosted-chat-given-up';

/** Whether the chat can be used yet. */
export type ChatElementState = 'loading' | 'ready' | 'failed';

/**
 * Brings an `<openai-chatkit>` onto the page: the hosted one when the server says so, the bundled one otherwise and
 * whenever the hosted one is not ready in time. Only ever one of the two defines the name.
 *
 * @param config undefined until the server told it
 */
export function useChatElement(config: AppConfig | undefined) {
  const [state, setState] = useState<ChatElementState>('loading');
  const isReady = useRef(false);
  const isHosted = config !== undefined && config.chat.ui === 'hosted' && !hasGivenUp();
  const isBundled = config !== undefined && !isHosted;

  useEffect(() => {
    if (isBundled) defineBundled().catch(() => setState('failed'));
  }, [isBundled]);

  useEffect(() => {
    if (!isHosted) return undefined;
    const fallBack = () => {
      if (!isReady.current) void takeOver().catch(() => setState('failed'));
    };
    const deadline = setTimeout(fallBack, HOSTED_DEADLINE_MS);
    loadHostedScript().catch(() => {
      clearTimeout(deadline);
      fallBack();
    });
    return () => clearTimeout(deadline);
  }, [isHosted]);

  return {
    state,
    onReady: useCallback(() => {
      isReady.current = true;
      setState('ready');
    }, []),
    retry: useCallback(() => {
      setState('loading');
      defineBundled().catch(() => setState('failed'));
    }, []),
  };
}

/** A name is defined once per page: when the hosted script already took it, only a fresh page can have the bundled one. */
async function takeOver(): Promise<void> {
  rememberGivingUp();
  if (customElements.get('openai-chatkit')) location.reload();
  else await defineBundled();
}

async function defineBundled(): Promise<void> {
  const { defineChatKitElement } = await import('../../chatkit-element/define-chatkit-element.ts');
  defineChatKitElement();
}

function hasGivenUp(): boolean {
  try {
    return sessionStorage.getItem(GIVEN_UP_KEY) !== null;
  } catch {
    return false;
  }
}

function rememberGivingUp(): void {
  try {
    sessionStorage.setItem(GIVEN_UP_KEY, '1');
  } catch {
    // Storage is blocked: the next load tries the hosted chat again.
  }
}
