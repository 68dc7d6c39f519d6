import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { useAppServices } from '../services/app-services.ts';
import { useAppConfig } from '../services/use-app-config.ts';

/** Whether passkeys work on this page: on the origin they are made for, in a browser that knows them. */
export function useHasPasskeys(): boolean {
  const { platform } = useAppServices();
  const { data: config } = useAppConfig();
  return platform.signInWithPasskey !== null && config?.passkey_origin === location.origin && browserSupportsWebAuthn();
}
