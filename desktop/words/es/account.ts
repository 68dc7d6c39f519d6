import type { accountMessagesEn } from '../en/account.ts';

export const accountMessagesEs: typeof accountMessagesEn = {
  devices: {
    title: 'Dispositivos',
    text: 'Dónde tienes la sesión abierta. Cierra la de los que no conozcas y cambia tu contraseña.',
    current: 'este dispositivo',
    app: (system) => `Aplicación de Parley en ${system}`,
    browser: (name, system) => `${name} en ${system}`,
    unknown: 'Un dispositivo desconocido',
    seen: (when) => `Visto por última vez ${when}`,
    seenFrom: (when, from) => `Visto por última vez ${when}, ${from}`,
    only: 'No tienes la sesión abierta en ningún otro lugar.',
    signOut: 'Cerrar sesión',
    signOutLabel: (device) => `Cerrar la sesión de ${device}`,
    signOutAll: 'Cerrar sesión en todos los demás…',
    confirmTitle: (device) => `¿Cerrar la sesión de ${device}?`,
    confirmAllTitle: '¿Cerrar sesión en todos los demás dispositivos?',
    confirmText: 'Desde entonces no se podrá leer ni cambiar nada allí. Lo que esté escrito allí sin enviar se pierde.',
    done: 'Sesión cerrada.',
    doneAll: 'Se ha cerrado la sesión en todos los demás dispositivos.',
    failed: 'No se han podido cargar tus dispositivos.',
  },
  signUp: {
    closedTitle: 'Aquí no hay cuentas nuevas',
    closedText:
      'Quien administra este servidor no crea cuentas nuevas por ahora. Pídele una invitación, o inicia sesión si ya tienes cuenta.',
    inviteTitle: 'Con invitación',
    inviteText:
      'Aquí las cuentas necesitan una invitación. Abre el enlace que recibiste, o pide uno a quien administra este servidor.',
    paste: 'Tu enlace de invitación',
    use: 'Usar invitación',
    notALink: 'Eso no es un enlace de invitación. Cópialo entero y pégalo aquí.',
    domains: (domains) => `Para direcciones de ${domains}`,
    error: {
      sign_up_closed: 'Este servidor no crea cuentas nuevas. Pide una invitación a quien lo administra.',
      invitation_needed: 'Aquí las cuentas necesitan una invitación. Pídela a quien administra este servidor.',
      invitation_not_valid: 'Esta invitación está usada, ha caducado o es para otra dirección. Pide una nueva.',
      domain_not_allowed: 'Este servidor solo crea cuentas para direcciones de ciertas organizaciones.',
      email_not_verified: 'Confirma antes tu dirección: te hemos enviado un enlace. Después inicia sesión.',
      password_too_common: 'Mucha gente usa esta contraseña, así que es de las primeras que se prueban. Elige otra.',
      password_too_personal:
        'Tu nombre, tu dirección y el nombre de la aplicación son lo primero que se prueba. Elige otra contraseña.',
    },
  },
};
