import { chooseLanguage } from '../../spoken-language.ts';
import { followTheme } from '../ui/follow-theme.ts';
import { CRASHED_MESSAGES } from './crashed-messages.ts';

/** Runs the page that comes after a second crash; it shares nothing with the app, which may be what crashed. */
function runCrashedPage(): void {
  const language = chooseLanguage([new URLSearchParams(location.search).get('language')]);
  const words = CRASHED_MESSAGES[language];
  document.documentElement.lang = language;
  write('#title', words.title);
  write('#text', words.text);
  for (const choice of ['reload', 'quit', 'copy'] as const) {
    const button = write(`#${choice}`, words[choice]);
    button?.addEventListener('click', () => {
      void window.parley?.recover({ choice }).then(() => choice === 'copy' && write('#status', words.copied));
    });
    if (choice === 'reload') button?.focus();
  }
}

function write(selector: string, text: string): HTMLElement | null {
  const element = document.querySelector<HTMLElement>(selector);
  if (element) element.textContent = text;
  return element;
}

followTheme();
runCrashedPage();
