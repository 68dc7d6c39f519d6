import { defineLanguage } from '../define-language.ts';
import { cues } from './cues.ts';
import { rules } from '../language-pack.ts';
import { replies } from './replies.ts';

const TASK = `(?:tarefas?|lembretes?|coisas?|pendencias?|itens|item)`;
const LIST = `(?:(?:a|na|da|em|para) (?:minha |a minha )?lista(?: de (?:tarefas|compras))?)`;
const DONE = `(?:feit[oa]s?|concluid[oa]s?|terminad[oa]s?|pront[oa]s?|acabad[oa]s?|finalizad[oa]s?|completad[oa]s?|complet[oa]s?)`;

/** Portuguese, as in Brazil and in Portugal. */
export const talk = defineLanguage({
  tag: 'pt',
  rules: [
    ...rules(
      'yes',
      `^(?:sim|claro|ok|okay|pode ser|pode|isso|isso mesmo|confirmo|confirmar|confirma|confirmado|faz isso|faca isso|vai em frente|certo|exato|com certeza|bora|beleza|sim claro)(?:[,.! ]+(?:sim|por favor|pode|claro|obrigad[oa]|faz isso|apaga|apague|tod[oa]s|isso))*$`,
    ),
    ...rules(
      'no',
      `^(?:nao|nunca|cancela|cancelar|cancele|deixa|deixa pra la|esquece|esqueca|agora nao|melhor nao|para|pare|nao obrigad[oa]|nem pensar)(?:[,.! ]+(?:nao|obrigad[oa]|deixa|cancela|esquece|melhor nao|por favor|deixa pra la))*$`,
    ),
    ...rules(
      'greeting',
      `^(?:ola|oi|bom dia|boa tarde|boa noite|e ai|tudo bem|hey|opa)(?:[,.! ?]+(?:parley|tudo bem|tudo bom|como vai|ola))*$`,
    ),
    ...rules(
      'thanks',
      `^(?:obrigad[oa]|muito obrigad[oa]|valeu|brigad[oa]|agradecid[oa])(?:[,.! ]+(?:parley|por tudo|mesmo|muito))*$`,
    ),
    ...rules('farewell', `^(?:tchau|adeus|ate logo|ate mais|ate amanha|boa noite)$`),
    ...rules(
      'help',
      `^(?:ajuda|socorro|me ajuda|ajude-me|(?:o que|que|como) (?:voce |tu |e que )?(?:pode|podes|consegue|sabe|sabes|posso|funciona|faz)(?: (?:voce|fazer|me ajudar|ajudar|dizer|perguntar|isso|isto|usar))*)$`,
    ),
    ...rules(
      'who',
      `^(?:quem|o que) (?:e voce|es tu|voce e|es).*$|^(?:voce e|es|tu es) (?:o )?(?:chatgpt|um robo|um bot|uma ia|humano|real).*$|^qual (?:e )?(?:o )?(?:seu|teu) nome$`,
    ),
    ...rules('redo', `^(?:refaz|refazer|refaca)(?: (?:isso|isto|a ultima alteracao|tudo))*$`),
    ...rules(
      'undo',
      `^(?:desfaz|desfaca|desfazer|reverte|reverter|volta atras)(?: (?:isso|isto|a ultima alteracao|a ultima mudanca|o ultimo|tudo))*(?:[,.;] ?.*)?$`,
    ),
    ...rules(
      'addBare',
      `^(?:adiciona|adicione|adicionar|cria|crie|criar|nova|novo) ?(?:uma |um |outra |outro )?(?:nova |novo )?(?:${TASK}|algo|alguma coisa)?$`,
    ),
    ...rules('remindLater', `^(?:me )?(?:lembra|lembre|avisa|avise)(?:-me| me)? (?:mais tarde|depois|logo)$`),
    ...rules(
      'completeAll',
      `^(?:marca|marque|marcar|conclui|conclua|termina|terminei|acabei|fiz|completei) (?:tudo|todas(?: as)?(?: minhas)?(?: ${TASK})?|todos)(?: como)? ?(?:${DONE})?(?: (?:exceto|menos|salvo|tirando) (?<except>.+))?$|^(?:esta )?tud?o?(?:das?)? (?:esta |estao )?(?:${DONE})(?: (?:exceto|menos|salvo|tirando) (?<except2>.+))?$`,
    ),
    ...rules(
      'noDue',
      `^(?:tira|tire|remove|remova|apaga|apague) a data(?: de vencimento| limite)? (?:de|da|do|para) ?(?<task>.+)$`,
    ),
    ...rules(
      'priority',
      `^(?:coloca|coloque|poe|ponha|marca|marque|muda|mude|deixa|define) (?<task>.+?) (?:como |com |para |em |a )*(?<priority>(?:prioridade )?(?:alta|media|baixa)(?: prioridade)?|urgente|importante)$`,
      `^(?:coloca|coloque|da|define) (?:a )?prioridade (?<priority>alta|media|baixa) (?:a|para|em|na|no) (?<task>.+)$`,
      `^(?<task>.+?) e (?:muito )?(?<priority>urgente|importante)$`,
    ),
    ...rules(
      'tag',
      `^(?:etiqueta|etiquete|tag) (?<task>.+?) (?:com|como) (?<tag>#?[\\p{L}\\p{N}_-]+)$`,
      `^(?:adiciona|adicione|poe) (?<tag>#[\\p{L}\\p{N}_-]+) (?:a|em|na|no) (?<task>.+)$`,
    ),
    ...rules('note', `^(?:adiciona|adicione|poe) uma nota (?:a|em|na|no|para) (?<task>.+?) ?[:,] ?(?<note>.+)$`),
    ...rules(
      'rename',
      `^(?:renomeia|renomeie|renomear|muda o (?:nome|titulo) de|mude o (?:nome|titulo) de) (?<both>.+ (?:para|como|a) .+)$`,
    ),
    ...rules('change', `^(?:muda|mude|altera|altere) (?<both>.+ (?:para|a|por) .+)$`),
    ...rules(
      'move',
      `^(?:move|mova|mover|adia|adie|adiar|passa|passe|remarca|remarque|reagenda|reagende|antecipa) (?<both>.+)$`,
    ),
    ...rules(
      'due',
      `^(?:nao,? )?(?<task>.+?) (?:e para|vence|fica para) (?<due>.+)$`,
      `^nao,? (?<task>.+?) e (?<due>.+)$`,
    ),
    ...rules('correct', `^(?:nao,? ?)?(?:eu )?(?:quis dizer|queria dizer|digo|alias|melhor) (?<to>.+)$`),
    ...rules(
      'add',
      `^(?:adiciona|adicione|adicionar|acrescenta|acrescente|cria|crie|criar|anota|anote|inclui|inclua|poe|ponha|coloca|coloque|bota) (?:(?:a |uma |o |um )?(?:nova |novo )?${TASK} ?(?:para |de |: ?|chamada )?)?(?<title>.+?)(?: ${LIST})?$`,
      `^(?:(?:nova tarefa|novo lembrete)(?: ?: ?| )|(?:tarefa|lembrete) ?: ?)(?<title>.+)$`,
      `^(?:me )?(?:lembra|lembre|lembrar|recorda|avisa|avise)(?:-me| me)?(?: (?:de|que|que tenho que|para))? (?<title>.+)$`,
      `^(?:nao (?:me deixe |deixa eu )?(?:esquecer|esqueca|esquecas)|nao se esqueca)(?: de)? (?<title>.+)$`,
      `^(?<when>.{2,40}?),? (?:me )?(?:lembra|lembre)(?:-me| me)? (?:de |que )?(?<title>.+)$`,
    ),
    ...rules('addLoose', `^(?:eu )?(?:tenho que|tenho de|preciso(?: de)?|devo|quero|temos que|falta) (?<title>.+)$`),
    ...rules(
      'reopen',
      `^(?:reabre|reabra|reabrir|desmarca|desmarque|restaura) (?<task>.+)$`,
      `^(?:marca|marque) (?<task>.+?) como (?:nao ${DONE}|pendente|aberta|por fazer)$`,
    ),
    ...rules(
      'complete',
      `^(?:marca|marque|marcar|risca|risque|da|de) (?<task>.+?) (?:como |por )?${DONE}$`,
      `^(?:conclui|conclua|concluir|completa|complete|completei|termina|termine|terminei|acabei|finaliza|finalizei|feito|feita|ja fiz|fiz|ja terminei|ja conclui|pronto)[: ]+(?:com |de |a |o )?(?<task>.+)$`,
      `^(?<task>.+?) (?:ja )?(?:esta |estao |foi |ficou )?(?:ja )?${DONE}$`,
      `^(?:eu )?ja (?<task>\\p{L}+(?:ei|i|iu) .+)$`,
      `^(?:eu )?(?<task>(?:comprei|liguei|paguei|enviei|mandei|escrevi|li|fui|busquei|limpei|lavei|preparei|entreguei|estudei|visitei|pedi|reservei|falei|corri) .+)$`,
    ),
    ...rules(
      'delete',
      `^(?:apaga|apague|apagar|exclui|exclua|excluir|remove|remova|remover|elimina|elimine|eliminar|deleta|delete|deletar|tira|tire|descarta) (?<task>.+?)(?: da (?:minha )?lista)?$`,
      `^(?:limpa|limpe|esvazia|esvazie) (?:a |a minha |minha )?(?<task>lista)$`,
    ),
    ...rules('cancel', `^(?:cancela|cancele|cancelar) (?<task>.+)$`),
    ...rules('count', `^quant[ao]s (?<rest>.+)$`),
    ...rules(
      'first',
      `^(?:o que|que|qual|por onde) (?:devo|faco|tarefa|e|comeco|eu faco|eu devo)(?: fazer| comecar)? ?(?:primeiro|agora|a mais (?:importante|urgente)|comeco)?$`,
    ),
    ...rules(
      'calm',
      `^.*(?:estressad[oa]|stressad[oa]|sobrecarregad[oa]|coisas? demais|muita coisa|nao aguento mais).*$`,
    ),
    ...rules(
      'list',
      `^(?:ordena|ordene|ordenar|organiza|organize)(?<rest> .*?) (?:por|pela) (?<order>(?:prio|import|urgen|dat|prazo|venc)\\S*).*$`,
      `^(?:mostra|mostre|mostrar|lista|liste|listar|ver|veja|me mostra|me mostre|me diz|diz|le|leia|quero ver)(?:-me| me)?(?<rest>.*)$`,
      `^(?:o que|que|quais|qual)(?<rest> .*(?:tenho|falta|resta|ha|tem|fazer|tarefas|pendencias|pendente|atrasad|hoje|amanha|lista|terminei|conclui|fiz).*)$`,
      `^(?:ha|tem|tenho)(?<rest> (?:algo|alguma|tarefas|coisas|alguma coisa).*)$`,
      `^(?<rest>(?:as |todas as |todas )?(?:minhas |minha )?(?:tarefas|lista|pendencias)(?: .*)?)$`,
    ),
  ],
  opening:
    'por favor|ola|oi|ei|ok|bom|entao|e|tambem|agora|depois|alem disso|pode|podes|voce pode|poderia|quero que voce|obrigad[oa]|parley',
  closing: 'por favor|obrigad[oa]|tambem|agora',
  joiners: 'e depois|e tambem|e|depois|tambem',
  starts:
    '(?:adiciona|adicione|cria|crie|apaga|apague|exclui|exclua|remove|remova|marca|marque|conclui|conclua|move|mova|adia|adie|mostra|mostre|renomeia|renomeie|lembra|lembre|o que|desfaz)(?![\\p{L}])',
  adding:
    '(?:adiciona|adicione|cria|crie|anota|lembra|lembre|me lembra|me lembre|tenho que|preciso|nova tarefa)(?![\\p{L}])',
  and: 'e|ou',
  isImperative: (folded) => /^\p{L}{2,}(?:ar|er|ir|or)(?: |$)/u.test(folded),
  link: '(?:\\s)(?:para|a|como|ate|por)(?=\\s)',
  titleLead: '(?:de |que |a |para |o )',
  refused:
    '(?:ignore|ignora|esqueca|esquece)\\b.{0,25}(?:instrucoes|regras)|(?:tarefas|dados|lista) (?:de|do|dos) (?:outros? usuarios?|usuario \\d|utilizador \\d)',
  words: {
    everything:
      'tudo|tod[oa]s?(?: (?:as|os))?(?: (?:minhas|meus))?(?: tarefas)?|(?:a |a minha |minha )?lista|minhas tarefas',
    except: 'exceto|menos|salvo|tirando|mas nao',
    overdue: 'atrasad[oa]s?|vencid[oa]s?|em atraso',
    completed: 'feit[oa]s?|concluid[oa]s?|terminad[oa]s?|acabad[oa]s?|completas|terminei|conclui|fiz',
    open: 'pendentes?|abert[oa]s?|por fazer|falta|faltam|resta|restam',
    high: '(?:(?:com|de) )?(?:prioridade alta|alta prioridade)|urgentes?|importantes?',
    medium: '(?:(?:com|de) )?(?:prioridade media|media prioridade)',
    low: '(?:(?:com|de) )?(?:prioridade baixa|baixa prioridade)',
    focus: 'isso|isto|essa|esse|esta|este|aquela|ela|ele|a tarefa|essa tarefa|a outra',
    both: 'ambas|ambos|as duas|os dois|todas|todos|essas|esses',
    number: 'a|o|tarefa|numero|num|n',
    ordinals: [
      '(?:a |o )?primeir[oa](?: tarefa)?',
      '(?:a |o )?segund[oa](?: tarefa)?',
      '(?:a |o )?terceir[oa](?: tarefa)?',
      '(?:a |o )?quart[oa](?: tarefa)?',
      '(?:a |o )?quint[oa](?: tarefa)?',
      '(?:a |o )?ultim[oa](?: tarefa)?',
    ],
    task: '(?:a |o |minha )?(?:tarefa|lembrete)(?: de)?',
    tasks: 'tarefas|coisas|feitas|concluidas|pendencias',
    danglers: 'o|a|as|para|em|na|no|de|da|do|ate|desde|antes|por',
    isDone: 'feit[oa]|pront[oa]|concluid[oa]|terminad[oa]|ja fiz|esta feita',
    isNew: 'nova|novo|outra|outro|adiciona|adicione|criar',
    note: 'notes?|nota',
    noise: 'as|os|minhas|meus|que|de|sao|estao',
  },
  cues,
  heard: {
    referring: {
      rest: String.raw`[oa]s outr[oa]s(?: duas| dois)?|o resto|os demais`,
      wrong: String.raw`nao|desculpa|alias|melhor|quis dizer|espera|ih|opa|na verdade`,
      noting: String.raw`(?:poe|bota|coloca|anota|escreve) (?:isso )?(?:na|nas|como) notas?|(?:anota|escreve) (?:isso )?(?:ai|la)|nas? notas?`,
      cancelling: String.raw`cancela|anula`,
      other: String.raw`(?:[oa]s? )?outr[oa]s?(?: duas| dois)?`,
      same: String.raw`(?:e )?(?:o )?mesmo(?: pra| para| com)?|igual(?: pra| para)?`,
    },
    things: 'coisas|tarefas|recados',
    ontoList: String.raw`(?:a|na|pra|para a) (?:minha )?lista(?: de (?:tarefas|compras))?`,
    correcting: 'nao|desculpa|alias|melhor|quis dizer|era|na verdade|ah|poe|fica|pra|para',
    polite: 'muito obrigad[oa]|obrigad[oa]',
    ok: 'tudo bem|esta bem|ta bom|certo|claro',
    small: 'o os as um uma meu minha tarefa tarefas',
    byDue: 'prazo',
  },
  phrases: replies,
});
