import type { ReceiptKind } from './receipt.ts';

export type ClaimedKind = 'added' | 'completed' | 'deleted' | 'changed';

/**
 * Words for "it is done", by kind, in the languages models answer Parley's users in most: past participles, which the
 * patterns below only count where they state something about now.
 */
const DONE_WORDS: Record<ClaimedKind, string> = {
  added:
    'added|created|scheduled|noted down|añadid[oa]s?|agregad[oa]s?|cread[oa]s?|programad[oa]s?|ajoutée?s?|créée?s?|programmée?s?|hinzugefügt|angelegt|erstellt|eingetragen|aggiunt[oaie]|creat[oaie]|adicionad[oa]s?|criad[oa]s?|toegevoegd|aangemaakt',
  completed:
    'completed|marked|checked off|ticked off|completad[oa]s?|marcad[oa]s?|terminée?s?|cochée?s?|marquée?s?|erledigt|abgehakt|completat[oaie]|segnat[oaie]|concluíd[oa]s?|afgevinkt|voltooid',
  deleted:
    'deleted|removed|erased|cleared|eliminad[oa]s?|borrad[oa]s?|quitad[oa]s?|supprimée?s?|effacée?s?|retirée?s?|gelöscht|entfernt|eliminat[oaie]|cancellat[oaie]|rimoss[oaie]|excluíd[oa]s?|apagad[oa]s?|removid[oa]s?|verwijderd|gewist',
  changed:
    'updated|changed|moved|renamed|rescheduled|postponed|reopened|actualizad[oa]s?|cambiad[oa]s?|movid[oa]s?|renombrad[oa]s?|modifiée?s?|déplacée?s?|renommée?s?|reportée?s?|geändert|verschoben|umbenannt|aktualisiert|aggiornat[oaie]|spostat[oaie]|modificat[oaie]|alterad[oa]s?|atualizad[oa]s?|gewijzigd|verplaatst',
};

const ADVERBS =
  '(?:just|now|also|already|successfully|ya|también|bien|déjà|aussi|bereits|auch|gerade|ora|già|agora|já)';
/** "I have added", "he añadido", "j’ai ajouté", "wurde gelöscht", "has been deleted", "is now completed" … */
const AUXILIARIES =
  "(?:i|we|i've|i’ve|we've|we’ve|i have|we have|has been|have been|was|were|is now|are now|he|hemos|ha sido|han sido|fue|fueron|j'ai|j’ai|nous avons|a été|ont été|ho|abbiamo|è stat[oa]|sono stat[ie]|foi|foram|eu)";

const KINDS: ClaimedKind[] = ['added', 'completed', 'deleted', 'changed'];
const PATTERNS = new Map(
  KINDS.map((kind) => [
    kind,
    [
      new RegExp(`(?:^|[^\\p{L}])${AUXILIARIES}\\s+(?:${ADVERBS}\\s+)?(?:${DONE_WORDS[kind]})(?![\\p{L}])`, 'iu'),
      // Opens a sentence: "Added “buy milk”", "Done! Deleted it."
      new RegExp(
        `^(?:(?:ok(?:ay)?|done|great|sure|got it|hecho|listo|fait|c'est fait|erledigt|fatto|feito|klaar)[\\s,.!:—–-]+)?(?:${DONE_WORDS[kind]})(?![\\p{L}])(?!\\s*(?:tasks?|tareas?|tâches?)?\\s*:)`,
        'iu',
      ),
      // German and Dutch put the verb last: "Ich habe … gelöscht."
      new RegExp(
        `(?:^|[^\\p{L}])(?:ich habe|wir haben|wurden?|ist jetzt|sind jetzt|ik heb|is nu)\\s[^.!?]{0,200}(?:${DONE_WORDS[kind]})(?![\\p{L}])`,
        'iu',
      ),
    ],
  ]),
);

/** A question, a condition, an offer or a denial claims nothing. */
const NO_CLAIM =
  /[?？]|\b(?:not|never|nothing|cannot|can't|can’t|couldn't|couldn’t|didn't|didn’t|haven't|haven’t|hasn't|hasn’t|wasn't|won't|unable|if|once|when|would|could|should|will|shall|before|until|yes or no|no se|sin|si|pas|rien|nicht|nichts|kein\w*|wenn|sobald|non|não|niet|geen)\b/iu;

/**
 * Finds what a reply claims to have just changed. It is a safety net under the receipts, not a reader of minds: it
 * counts plain statements, sentence by sentence, and lets everything doubtful pass.
 */
export function findClaims(text: string): Set<ClaimedKind> {
  const claims = new Set<ClaimedKind>();
  for (const sentence of text.slice(0, 5_000).split(/(?<=[.!?。！？])\s+|\n+/)) {
    const plain = sentence.replaceAll(/[*_`#>]|^[\s\d.)-]+/g, '').trim();
    if (plain === '' || NO_CLAIM.test(plain)) continue;
    for (const [kind, patterns] of PATTERNS) if (patterns.some((pattern) => pattern.test(plain))) claims.add(kind);
  }
  return claims;
}

/**
 * Compares what a reply claims with what happened.
 *
 * @returns 'nothing' when it claims changes and there were none, 'partly' when it claims a kind of change that did not
 * happen beside ones that did; undefined when there is nothing to correct.
 */
export function findFalseClaim(text: string, happened: ReadonlySet<ReceiptKind>): 'nothing' | 'partly' | undefined {
  const claims = findClaims(text);
  if (claims.size === 0 || happened.has('undone') || happened.has('redone')) return undefined;
  if (happened.size === 0) return 'nothing';
  const isTrue = (kind: ClaimedKind) =>
    happened.has(kind) ||
    (kind === 'changed' && (happened.has('reopened') || happened.has('completed'))) ||
    (kind === 'completed' && happened.has('changed'));
  return [...claims].every(isTrue) ? undefined : 'partly';
}
