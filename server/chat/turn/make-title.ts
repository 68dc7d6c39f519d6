const LONGEST_TITLE = 60;
/** What people put before the thing itself. */
const OPENINGS =
  /^(?:(?:hi|hello|hey|please|pls|ok|okay|so|um|can you|could you|would you|i want you to|i'd like you to|bitte|por favor|s'il te plaît|s'il vous plaît)[\s,!.:]+)+/i;

/** A message that is nothing but this says nothing about the conversation: the next one titles it. */
const GREETING =
  /^(?:hi+|hey+|hello|hallo|hola|salut|bonjour|ciao|olá|good (?:morning|evening|afternoon)|yo|test)(?:[\s,]+(?:there|all|parley|you))?[\s!.?👋]*$/iu;

/**
 * Titles a conversation after its first message, without asking a model: at once, for free, and with nothing in it that
 * the user did not write.
 *
 * @returns at most 60 characters; undefined when the message has no words, or is only a greeting.
 */
export function makeTitle(text: string): string | undefined {
  const line = text
    .replace(/^(?:>.*\n?)+/gm, '')
    .trim()
    .split(/\n/)[0]
    ?.replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}/gu, '')
    .replace(OPENINGS, '')
    .trim();
  if (GREETING.test(text.trim())) return undefined;
  if (!line || !/[\p{L}\p{N}]/u.test(line)) return undefined;
  const sentence = line.charAt(0).toLocaleUpperCase() + line.slice(1);
  if (sentence.length <= LONGEST_TITLE) return sentence.replace(/[.,;:!]+$/, '');
  const cut = sentence.slice(0, LONGEST_TITLE - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE / 2)).trimEnd()}…`;
}
