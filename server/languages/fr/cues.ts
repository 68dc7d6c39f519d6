import type { CueWords } from '../cues.ts';

export const cues: CueWords = {
  add: "ajout* note noter notez inscri* rajout* mets rappel* n'oublie* oublie* creer cree pense_a penser pense-bete faut dois doit devr* pense",
  show: "montre* affiche* liste* cherch* trouve* retrouve* qu'est-ce quels quelles quel quelle quoi combien quand ou_est dis-moi donne-moi y_a-t-il est-ce_que ai-je j'ai_quoi",
  done: "fait faite faits faites fini finie finis termine* coche* coches accompli* boucle* regle* paye* achete* appele* valide* raye_ barre c'est_bon c'est_fait",
  past: '*e *es *i *is *u *us',
  remove:
    'supprim* enlev* efface* retir* vire* jette* annule_le annule_la annule_les plus_besoin degage* raye oublie_le oublie_la laisse_tomber poubelle a_jeter',
  move: 'decal* deplac* report* repouss* avanc* remets bascul*',
  set: 'mets met mettre passe pass* chang* donne* marque* fais modifi* est sont doit_etre devient rends',
  undo: 'annule annuler defais defaire reviens revenir retour_en_arriere erreur trompe*',
  reopen: 'rouvr* pas_fini pas_fait pas_encore pas_termine decoche*',
  rename: "renomm* appelle-la appelle-le s'appelle* titre nom intitul*",
  note: 'note notes commentaire remarque annotation',
  tag: 'etiquet* tag tags label libelle',
  negated: "pas ne n'ai jamais sans aucun aucune rien ni presque",
  but: 'sauf mais hormis excepte a_part seulement ormis peut_attendre peuvent_attendre',
  small:
    "s'il te vous plait stp svp alors bon ben euh bah donc et puis ensuite maintenant le la les l' un une des du de d' mon ma mes ce cette ces je j'ai j' me m' moi tu toi on nous il elle a au aux en dans pour par avec sur que qu' qui y est ca c'est tache taches liste deja enfin aussi tout toute tous toutes voila oui peux peut pourrais l d j doit faut sera truc plutot c",
};
