/** The words of who may make an account, and of where somebody is signed in, in English. */
export const accountMessagesEn = {
  devices: {
    title: 'Devices',
    text: 'Where you are signed in. Sign out what you do not know, and change your password.',
    current: 'this device',
    app: (system: string) => `Parley app on ${system}`,
    browser: (name: string, system: string) => `${name} on ${system}`,
    unknown: 'An unknown device',
    seen: (when: string) => `Last seen ${when}`,
    seenFrom: (when: string, from: string) => `Last seen ${when}, ${from}`,
    only: 'You are signed in nowhere else.',
    signOut: 'Sign out',
    signOutLabel: (device: string) => `Sign out ${device}`,
    signOutAll: 'Sign out everywhere else…',
    confirmTitle: (device: string) => `Sign out ${device}?`,
    confirmAllTitle: 'Sign out everywhere else?',
    confirmText: 'Nothing can be read or changed there from then on. What is typed there and not sent is lost.',
    done: 'It is signed out.',
    doneAll: 'You are signed out everywhere else.',
    failed: 'Your devices could not be loaded.',
  },
  signUp: {
    closedTitle: 'No new accounts here',
    closedText:
      'Whoever runs this server makes no new accounts at the moment. Ask them for an invitation, or sign in if you have an account.',
    inviteTitle: 'By invitation',
    inviteText:
      'Accounts here need an invitation. Open the link you were sent, or ask whoever runs this server for one.',
    paste: 'Your invitation link',
    use: 'Use invitation',
    notALink: 'That is not an invitation link. Copy all of it, and paste it here.',
    domains: (domains: string) => `For addresses of ${domains}`,
    error: {
      sign_up_closed: 'This server makes no new accounts. Ask whoever runs it for an invitation.',
      invitation_needed: 'Accounts here need an invitation. Ask whoever runs this server for one.',
      invitation_not_valid: 'This invitation is used, too old, or for another address. Ask for a new one.',
      domain_not_allowed: 'This server makes accounts for addresses of certain organisations only.',
      email_not_verified: 'Confirm your address first: we have sent you a link. Then sign in.',
      password_too_common: 'Many people use this password, so it is guessed first. Choose another one.',
      password_too_personal:
        'Your name, your address and the name of the app are guessed first. Choose another password.',
    },
  },
};
