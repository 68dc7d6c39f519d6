/** What the model reads behind an answer that was stopped. */
export const CANCEL_NOTE =
  'The user cancelled the reply above before it was finished. Do not go on with what was asked before it unless the user asks again.';
