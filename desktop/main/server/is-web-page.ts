/** Whether a page for people answered in place of the API: a captive portal, or a gateway's error. */
export function isWebPage(answered: Response): boolean {
  return /^(?:text\/html|application\/xhtml)/i.test(answered.headers.get('content-type') ?? '');
}
