import type { CueWords } from '../cues.ts';

export const cues: CueWords = {
  add: 'adicion* anot* acrescent* inclu* lembr* criar crie bota coloca nao_esquec* preciso tenho_que tem_que poe ponha registr* marca_ai',
  show: 'mostr* lista* ver procur* busc* ach* encontr* o_que quais qual quant* quando onde me_fala me_diz tem_algo tenho que_tem',
  done: 'feito feita feitos feitas pronto pronta termin* acab* conclu* complet* finaliz* risca* marcar_como pago paga comprei comprado ja_fiz',
  past: '*ei *i *ado *ada *ido *ida *ados *adas *idos *idas *ou *amos',
  remove: 'apag* exclu* delet* remov* tira* elimin* cancel* jog* some joga_fora descart* corta*',
  move: 'move* mover adi* adia transfer* pass* empurr* antecip* remarc* joga_pra muda_pra muda mude',
  set: 'muda* mude coloca bota poe deixa altera* marca* define e sao deve_ser passa passe ponha coloque deixe fica ficou',
  undo: 'desfaz* desfa* reverter volta* errei engano',
  reopen: 'reabr* desmarc* nao_esta_pront* ainda_nao',
  rename: 'renome* chama* titulo nome',
  note: 'nota notas observacao comentario',
  tag: 'etiquet* tag tags marcador rotulo',
  negated: 'nao nunca sem nenhum* nada nem quase',
  but: 'exceto menos mas so fora tirando salvo pode_esperar podem_esperar',
  small:
    'por favor entao tipo bom bem ai ne eh ok oi ola e depois agora o a os as um uma uns umas meu minha meus minhas de do da dos das d em no na nos nas pra pro para com que se eu voce me te ja tambem tudo todo toda todos todas tarefa tarefas lista esta esse essa isso este isto pode poderia sera tem la coisa como',
};
