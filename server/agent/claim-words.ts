/** A kind of change that a sentence can claim. */
export type ClaimedKind = 'added' | 'completed' | 'deleted' | 'changed';

/**
 * How one language says that a thing is done; patterns. Past participles, which count only where they state something
 * about now.
 */
export interface ClaimWords {
  readonly done: Readonly<Record<ClaimedKind, string>>;
  /** What stands before a participle that states: "I have", "has been"; and what may come between. */
  readonly auxiliaries?: string;
  readonly adverbs?: string;
  /** The same where the participle comes last: "ich habe … gelöscht". */
  readonly split?: string;
  /** Opens a sentence before a participle: "Done! …". */
  readonly openings?: string;
  /** Stands between such a participle and a colon that heads a list: "Completed tasks:". */
  readonly tasks?: string;
  /** A question, a condition, an offer or a denial, which claims nothing. */
  readonly denials?: string;
}

/** The languages that models answer Parley's users in most; in others a claim is not found. */
export const CLAIM_WORDS: Readonly<Record<string, ClaimWords>> = {
  en: {
    done: {
      added: 'added|created|scheduled|noted down',
      completed: 'completed|marked|checked off|ticked off',
      deleted: 'deleted|removed|erased|cleared',
      changed: 'updated|changed|moved|renamed|rescheduled|postponed|reopened',
    },
    auxiliaries: "i|we|i've|i’ve|we've|we’ve|i have|we have|has been|have been|was|were|is now|are now",
    adverbs: 'just|now|also|already|successfully',
    openings: 'ok(?:ay)?|done|great|sure|got it',
    tasks: 'tasks?',
    denials:
      "not|never|nothing|cannot|can't|can’t|couldn't|couldn’t|didn't|didn’t|haven't|haven’t|hasn't|hasn’t|wasn't|won't|unable|if|once|when|would|could|should|will|shall|before|until|yes or no",
  },
  es: {
    done: {
      added: 'añadid[oa]s?|agregad[oa]s?|cread[oa]s?|programad[oa]s?',
      completed: 'completad[oa]s?|marcad[oa]s?',
      deleted: 'eliminad[oa]s?|borrad[oa]s?|quitad[oa]s?',
      changed: 'actualizad[oa]s?|cambiad[oa]s?|movid[oa]s?|renombrad[oa]s?',
    },
    auxiliaries: 'he|hemos|ha sido|han sido|fue|fueron',
    adverbs: 'ya|también',
    openings: 'hecho|listo',
    tasks: 'tareas?',
    denials: 'no se|sin|si',
  },
  fr: {
    done: {
      added: 'ajoutée?s?|créée?s?|programmée?s?',
      completed: 'terminée?s?|cochée?s?|marquée?s?',
      deleted: 'supprimée?s?|effacée?s?|retirée?s?',
      changed: 'modifiée?s?|déplacée?s?|renommée?s?|reportée?s?',
    },
    auxiliaries: "j'ai|j’ai|nous avons|a été|ont été",
    adverbs: 'bien|déjà|aussi',
    openings: "fait|c'est fait",
    tasks: 'tâches?',
    denials: 'pas|rien',
  },
  de: {
    done: {
      added: 'hinzugefügt|angelegt|erstellt|eingetragen',
      completed: 'erledigt|abgehakt',
      deleted: 'gelöscht|entfernt',
      changed: 'geändert|verschoben|umbenannt|aktualisiert',
    },
    adverbs: 'bereits|auch|gerade',
    split: 'ich habe|wir haben|wurden?|ist jetzt|sind jetzt',
    openings: 'erledigt',
    denials: 'nicht|nichts|kein\\w*|wenn|sobald',
  },
  it: {
    done: {
      added: 'aggiunt[oaie]|creat[oaie]',
      completed: 'completat[oaie]|segnat[oaie]',
      deleted: 'eliminat[oaie]|cancellat[oaie]|rimoss[oaie]',
      changed: 'aggiornat[oaie]|spostat[oaie]|modificat[oaie]',
    },
    auxiliaries: 'ho|abbiamo|è stat[oa]|sono stat[ie]',
    adverbs: 'ora|già',
    openings: 'fatto',
    denials: 'non',
  },
  pt: {
    done: {
      added: 'adicionad[oa]s?|criad[oa]s?',
      completed: 'concluíd[oa]s?',
      deleted: 'excluíd[oa]s?|apagad[oa]s?|removid[oa]s?',
      changed: 'alterad[oa]s?|atualizad[oa]s?',
    },
    auxiliaries: 'foi|foram|eu',
    adverbs: 'agora|já',
    openings: 'feito',
    denials: 'não',
  },
  nl: {
    done: {
      added: 'toegevoegd|aangemaakt',
      completed: 'afgevinkt|voltooid',
      deleted: 'verwijderd|gewist',
      changed: 'gewijzigd|verplaatst',
    },
    split: 'ik heb|is nu',
    openings: 'klaar',
    denials: 'niet|geen',
  },
};
