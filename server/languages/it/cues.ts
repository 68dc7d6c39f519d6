import type { CueWords } from '../cues.ts';

export const cues: CueWords = {
  add: 'aggiung* annot* segna segnati segnami scriv* ricord* crea metti mettimi inserisc* non_dimentic* devo bisogna dovrei promemoria',
  show: "mostra* elenc* fammi_vedere cerca* trova* cosa che_cosa quali quale quant* quando dove dimmi c'e ho_qualcosa",
  done: 'fatto fatta fatti fatte finito finita finit* completat* complet* spunta* termin* pagato pagata comprato comprata sistemat* segna_fatt* concluso',
  past: '*ato *ata *ati *ate *ito *ita *iti *uto *uta *uti',
  remove: 'cancell* elimin* togli* rimuov* butta* via leva* disdici non_serve_piu',
  move: 'spost* rimand* posticip* anticip* sposta slitta*',
  set: 'metti mettilo mettila imposta cambi* segna dai fai e sono deve_essere metti* passa*',
  undo: 'annull* torna_indietro ripristin* sbagliat* errore',
  reopen: 'riapr* non_e_fatt* non_ancora deseleziona',
  rename: 'rinomin* chiamal* chiama titolo nome',
  note: 'nota note appunto commento',
  tag: 'etichett* tag',
  negated: 'non no mai senza niente nessun* quasi',
  but: 'tranne eccetto ma meno salvo solo pero può_aspettare possono_aspettare',
  small:
    "per favore perfavore allora dunque ehm beh cioe insomma ok ciao e poi adesso ora il lo la i gli le l' un uno una di del dello della dei delle d' a al allo alla ai alle da dal dalla in nel nella nei con su sul sulla tra mi ti si ci io tu mio mia miei mie che ho ha hai gia anche tutto tutta tutti tutte compito attivita lista c'e questo questa quello quella riusciresti potresti puoi l fai va cosa bene",
};
