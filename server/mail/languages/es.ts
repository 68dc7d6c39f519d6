import type { MailWords } from './en.ts';

/** What mails say in Spanish. */
export const mailWordsEs: MailWords = {
  'reset-password': {
    subject: 'Parley: una contraseña nueva',
    text: (address) =>
      `Alguien pidió una contraseña nueva para la cuenta de Parley de ${address}. Si fuiste tú, elígela aquí:`,
    button: 'Elegir una contraseña nueva',
    after: (minutes) =>
      `El enlace sirve una vez, durante ${minutes} minutos. Si no fuiste tú, no hagas nada: tu contraseña sigue igual.`,
  },
  'no-password': {
    subject: 'Parley: inicias sesión sin contraseña',
    text: (address, ways) =>
      `Alguien pidió una contraseña nueva para la cuenta de Parley de ${address}. No tiene ninguna: inicias sesión con ${ways}.`,
    button: 'Ir a la página de inicio de sesión',
    after: 'Si no fuiste tú, no hagas nada.',
  },
  'verify-address': {
    subject: 'Parley: ¿es tu dirección?',
    text: (address) => `Se creó una cuenta de Parley con la dirección ${address}. Si es tuya, confírmala aquí:`,
    button: 'Confirmar la dirección',
    after: (minutes) =>
      `El enlace sirve una vez, durante ${minutes} minutos. Si no sabes de qué se trata, no hagas nada: la dirección queda sin confirmar.`,
  },
  'signed-in': {
    subject: 'Parley: un nuevo inicio de sesión',
    text: (address) =>
      `Alguien inició sesión en la cuenta de Parley de ${address} con un dispositivo, o desde una red, que es nuevo para ella:`,
    button: 'Ver tu perfil',
    after:
      'Si fuiste tú, no hagas nada. Si no, cambia la contraseña en tu perfil: eso cierra todas las demás sesiones.',
  },
  'password-changed': {
    subject: 'Parley: se cambió tu contraseña',
    text: (address) => `Se cambió la contraseña de la cuenta de Parley de ${address}:`,
    button: 'Elegir otra contraseña',
    after: 'Si fuiste tú, no hagas nada. Si no, pide un enlace a esta dirección y elige otra enseguida.',
  },
  'passkey-added': {
    subject: 'Parley: se añadió una llave de acceso',
    text: (address) => `Se añadió una llave de acceso que abre la cuenta de Parley de ${address}:`,
    button: 'Ver tus llaves de acceso',
    after: 'Si fuiste tú, no hagas nada. Si no, quítala en tu perfil y cambia la contraseña.',
  },
  passkey: 'una llave de acceso',
  unknownDevice: 'dispositivo desconocido',
  footer: 'Parley envía este mensaje porque afecta a la seguridad de una cuenta. Nadie lee las respuestas.',
};
