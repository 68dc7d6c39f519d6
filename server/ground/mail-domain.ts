import { domainToASCII } from 'node:url';

/** A domain as it is compared: whole, in ASCII and lower case. @returns undefined for what is none. */
export function parseDomain(text: string): string | undefined {
  const domain = domainToASCII(text.trim().replace(/\.$/, '')).toLowerCase();
  return /^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(domain) ? domain : undefined;
}
