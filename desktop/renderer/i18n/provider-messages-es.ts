import type { providerMessagesEn } from './provider-messages-en.ts';

/** The words of signing in with another provider, in Spanish. */
export const providerMessagesEs: typeof providerMessagesEn = {
  provider: {
    or: 'o',
    continueWith: (name) => `Continuar con ${name}`,
    browserTitle: 'Sigue en tu navegador',
    browserText: 'Inicia sesión en la página que se ha abierto. Esta ventana seguirá sola.',
    finishing: 'Iniciando sesión…',
    pasteTitle: '¿No ha pasado nada?',
    code: 'Código de la página del navegador',
    useCode: 'Usar código',
    leaving: 'Abriendo la página de inicio de sesión…',
    doneTitle: 'Has iniciado sesión',
    doneText: 'Vuelve a la aplicación Parley. Debería haberse abierto sola.',
    openApp: 'Abrir Parley',
    copyText: 'Si la aplicación no se ha abierto, copia este código y pégalo allí.',
    copy: 'Copiar código',
    copied: 'Copiado.',
    stay: 'Seguir en este navegador',
    failedTitle: 'No se ha podido iniciar sesión',
    failedText: 'Vuelve a la aplicación Parley e inténtalo de nuevo.',
    overTitle: 'Este inicio de sesión ha terminado',
    overText: 'Empieza de nuevo en la aplicación Parley.',
    error: {
      account_not_linked: 'Ya hay una cuenta con este correo. Inicia sesión con su contraseña.',
      access_denied: 'Se ha cancelado el inicio de sesión.',
      email_not_found: 'Esa cuenta no tiene un correo que Parley pueda usar.',
      unknown: 'No se ha podido iniciar sesión allí. Inténtalo de nuevo o usa correo y contraseña.',
      not_awaited: 'Este código es de otro inicio de sesión. Copia el que la página muestra ahora.',
      expired: 'Ha tardado más de cinco minutos. Empieza de nuevo.',
      no_browser: 'No se ha podido abrir ningún navegador.',
    },
  },
};
