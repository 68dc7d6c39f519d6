import { foldText } from '../understanding/fold-text.ts';

/**
 * The words of a text that tell tasks apart: folded, without punctuation, articles and the word "task".
 * @returns every word when only such small words are there
 */
export function splitWords(text: string): string[] {
  const words = foldText(text.normalize('NFC'))
    .replaceAll(/(?<=\p{L})'(?=\p{L})/gu, '')
    .split(NOT_A_WORD)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !SMALL_WORDS.has(word));
  return telling.length > 0 ? telling : words;
}

const NOT_A_WORD = /[^\p{L}\p{N}\p{M}]+/u;

const SMALL_WORDS = new Set(
  (
    'the a an my our your this that these those to of for some task tasks todo todos item reminder thing one please pls ' +
    'le la les l un une des de du d mon ma mes el los las una mi mis il lo gli i uno mia mio der die das den dem ein eine einen meine mein ' +
    'het een mijn o os as um uma meu minha tarea tareas tache taches aufgabe aufgaben attivita compito tarefa tarefas taak taken gorev zadanie задача задачу'
  ).split(' '),
);
