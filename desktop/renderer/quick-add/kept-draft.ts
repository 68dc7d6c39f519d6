const STORED_AS = 'parley-quick-add';

/** What is typed and not yet sent, with the name it is sent under: the same for every try. */
export interface QuickDraft {
  text: string;
  id: string;
}

/** The draft an earlier page left behind, so that a crash or a restart loses nothing. */
export function loadDraft(): QuickDraft {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? 'null');
    if (isDraft(stored)) return { text: stored.text, id: stored.id };
  } catch {
    // Storage may be full, or hold something else: then there is no draft.
  }
  return { text: '', id: crypto.randomUUID() };
}

/** Keeps the draft; an empty one leaves nothing behind. */
export function saveDraft(draft: QuickDraft): void {
  try {
    if (draft.text === '') localStorage.removeItem(STORED_AS);
    else localStorage.setItem(STORED_AS, JSON.stringify(draft));
  } catch {
    // It is still in the field.
  }
}

function isDraft(value: unknown): value is QuickDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    typeof value.text === 'string' &&
    'id' in value &&
    typeof value.id === 'string'
  );
}
