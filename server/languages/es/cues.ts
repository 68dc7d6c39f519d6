import type { CueWords } from '../cues.ts';

export const cues: CueWords = {
  add: 'anad* anot* agreg* apunt* recuerd* recordar* recordame crea crear pon mete no_olvid* tengo_que hay_que debo necesito escribe programa',
  show: 'muestr* mostrar ensen* lista listame busca buscar encuentra que_tengo que_hay cual cuales cuant* cuando donde dime dame hay tengo_algo que',
  done: 'hecho hecha hechos hechas listo lista termin* acab* complet* marca_como tacha* cumplid* pagad* comprad* ya_esta ya_estan finaliz* resuelt*',
  past: '*e *i *ado *ada *ido *ida *ados *idos *adas *idas *aron *amos',
  remove: 'borra* elimin* quit* suprim* tira* saca* descart* olvida_lo fuera ya_no_hace cancel* tacha*',
  move: 'muev* mover mueve pasa pasar posterg* aplaz* retras* adelant* cambia_a pospon* reprogram*',
  set: 'pon poner ponle haz marca cambi* dale deja es son debe_ser prioriz* pasa* ponl* dejal*',
  undo: 'deshaz deshacer revert* vuelve_atras anula equivoqu* error',
  reopen: 'reabr* desmarc* no_esta_hech* todavia_no aun_no',
  rename: 'renombr* llama* llamala llamalo titulo nombre',
  note: 'nota notas comentario',
  tag: 'etiquet* tag tags',
  negated: 'no nunca sin ningun* nada tampoco ni casi',
  but: 'excepto menos salvo pero solo quitando puede_esperar pueden_esperar',
  small:
    'por favor porfa bueno pues eso o_sea este eh a_ver vale oye hola y luego despues ahora el la los las un una unos unas lo mi mis me te se yo tu que de del al a en con para ya tambien todo toda todos todas tarea tareas cosa esta estan he ha han fui puedes podrias entonces es va ok prioridad',
};
