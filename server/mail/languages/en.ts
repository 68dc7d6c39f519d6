/** What mails say in English. Subjects name Parley; nothing in them was written by anybody else. */
export const mailWordsEn = {
  'reset-password': {
    subject: 'Parley: a new password',
    text: (address: string) =>
      `Somebody asked for a new password for the Parley account of ${address}. If that was you, choose one here:`,
    button: 'Choose a new password',
    after: (minutes: number) =>
      `The link works once, within ${minutes} minutes. If it was not you, do nothing: your password stays as it is.`,
  },
  'no-password': {
    subject: 'Parley: you sign in without a password',
    text: (address: string, ways: string) =>
      `Somebody asked for a new password for the Parley account of ${address}. It has none: you sign in with ${ways}.`,
    button: 'Go to the sign-in page',
    after: 'If it was not you, do nothing.',
  },
  'verify-address': {
    subject: 'Parley: is this your address?',
    text: (address: string) =>
      `A Parley account was made with the address ${address}. If it is yours, confirm it here:`,
    button: 'Confirm the address',
    after: (minutes: number) =>
      `The link works once, within ${minutes} minutes. If you know nothing of it, do nothing: the address stays unconfirmed.`,
  },
  'signed-in': {
    subject: 'Parley: a new sign-in',
    text: (address: string) =>
      `Somebody signed in to the Parley account of ${address} with a device, or from a network, that is new to it:`,
    button: 'Look at your profile',
    after:
      'If that was you, do nothing. If it was not, change your password in your profile: that signs everybody else out.',
  },
  'password-changed': {
    subject: 'Parley: your password was changed',
    text: (address: string) => `The password of the Parley account of ${address} was changed:`,
    button: 'Set another password',
    after:
      'If that was you, do nothing. If it was not, have a link sent to this address and choose another one at once.',
  },
  'passkey-added': {
    subject: 'Parley: a passkey was added',
    text: (address: string) => `A passkey that signs in to the Parley account of ${address} was added:`,
    button: 'Look at your passkeys',
    after: 'If that was you, do nothing. If it was not, remove it in your profile and change your password.',
  },
  passkey: 'a passkey',
  unknownDevice: 'unknown device',
  footer: 'Parley sent this because it concerns the safety of an account. Answers to it are read by nobody.',
};

/** The shape every language has. */
export type MailWords = typeof mailWordsEn;
