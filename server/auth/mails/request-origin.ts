import { networkOf } from '../../ground/client-address.ts';
import { parseLocale } from '../../ground/caller.ts';
import type { NoticeDetails } from '../../mail/mail.ts';
import { CLIENT_ADDRESS_HEADER } from '../client-address-header.ts';
import { describeDevice } from '../sessions/describe-device.ts';

/** The language of whoever asks. */
export function localeOf(headers: Headers | undefined): string | undefined {
  return parseLocale(headers?.get('Accept-Language') ?? undefined);
}

/** What a notice says of the device that asks. What a program calls itself is left out: anybody can have written it. */
export function detailsOf(headers: Headers | undefined): NoticeDetails {
  const { kind, name, system } = describeDevice(headers?.get('User-Agent') ?? '');
  const known = [kind === 'other' ? null : name, system].filter((word) => word !== null);
  const address = headers?.get(CLIENT_ADDRESS_HEADER) ?? undefined;
  return {
    ...(known.length === 0 ? {} : { device: known.join(', ') }),
    ...(address === undefined || networkOf(address) === 'unknown' ? {} : { address }),
  };
}

/** With what and from where somebody signs in: a browser that renews itself, or an address that changes, is no other place. */
export function placeOf(headers: Headers | undefined): string {
  const { kind, name, system } = describeDevice(headers?.get('User-Agent') ?? '');
  const network = networkOf(headers?.get(CLIENT_ADDRESS_HEADER) ?? '').replace(/^(\d+\.\d+\.\d+)\.\d+$/, '$1');
  return [kind, name, system, network].join('|');
}
