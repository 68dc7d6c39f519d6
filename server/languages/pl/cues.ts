import type { CueWords } from '../cues.ts';

export const cues: CueWords = {
  add: 'dodaj dopisz dopisac zapisz zapisac zanotuj przypomnij utworz wpisz wrzuc nie_zapomn* musze trzeba powinnam powinienem mam_zrobic dorzuc',
  show: 'pokaz* wyswietl* znajdz szukaj wyszukaj co jakie ktore ktory ile kiedy gdzie czy_mam czy_jest podaj powiedz',
  done: 'zrobione zrobiony zrobiona zrobilem zrobilam gotowe gotowy gotowa skonczone skonczony ukonczone odhacz* zakonczone zakoncz zalatwione oplacone kupilem kupilam skreśl* oddane',
  past: '*alem *alam *ilem *ilam *ylem *ylam *one *ony *ona *ane *any *ana *te *ty *ta',
  remove: 'usun* skasuj kasuj wyrzuc* wykresl* skresl* odwolane anuluj wywal',
  move: 'przenies* przesun* przeloz* odloz* zmien_na przestaw*',
  set: 'ustaw* zmien* oznacz* zrob daj nadaj jest sa ma_byc nie_jest zostaw',
  undo: 'cofnij wycofaj przywroc pomylk* pomylilam pomylilem',
  reopen: 'otworz_ponownie jeszcze_nie odznacz niezrobione',
  rename: 'zmien_nazwe nazwij przemianuj nazwa nazywa* tytul',
  note: 'notatk* uwag* komentarz dopisz',
  tag: 'etykiet* tag tagi otaguj',
  negated: 'nie nigdy bez nic zadn* prawie jesli',
  but: 'oprocz procz poza z_wyjatkiem ale tylko bez może_poczekać mogą_poczekać',
  small:
    'prosze no wiec hmm eee to tak ok hej czesc i a potem teraz ten ta te moj moja moje moim mi mnie ja ty ci sie na do w we z ze o od po za dla przy u juz tez wszystko wszystkie zadanie zadania zadan liste lista listy moge mozesz moglbys moglabys bylo jest zeby bedzie musi trzeba niech dobra sprawe sprawa',
};
