import { defineLanguage } from '../define-language.ts';
import { cues } from './cues.ts';
import { rules } from '../language-pack.ts';
import { replies } from './replies.ts';

const THE = `(?:(?:el|la|los|las|un|una|mi|mis|esta|este|esa|ese|lo de) )?`;
const TASK = `(?:tareas?|pendientes?|recordatorios?|cosas?|actividad(?:es)?)`;
const LIST = `(?:(?:a|en|de|para) (?:mi|la|mis) (?:lista(?: de (?:tareas|pendientes|la compra))?|tareas|pendientes))`;
const DONE = `(?:hech[oa]s?|completad[oa]s?|terminad[oa]s?|list[oa]s?|acabad[oa]s?|finalizad[oa]s?|resuelt[oa]s?)`;

export const talk = defineLanguage({
  tag: 'es',
  rules: [
    ...rules(
      'yes',
      `^(?:si|sip|claro|vale|ok|okey|de acuerdo|hazlo|adelante|confirmo|confirmar|confirmado|correcto|por supuesto|dale|venga|bueno|si claro|asi es)(?:[,.! ]+(?:si|claro|por favor|hazlo|adelante|gracias|dale|vale|borral[oa]s?|eliminal[oa]s?|todas?|todos?))*$`,
    ),
    ...rules(
      'no',
      `^(?:no|nop|nunca|cancela|cancelar|cancelalo|mejor no|dejalo|deja|olvidalo|para|todavia no|aun no|ahora no|ni hablar|no gracias|no lo hagas|negativo)(?:[,.! ]+(?:no|gracias|mejor no|dejalo|cancela|olvidalo|por favor|asi|lo hagas|l[oa]s? borres))*$`,
    ),
    ...rules(
      'greeting',
      `^(?:hola|buenas|buenos dias|buenas tardes|buenas noches|que tal|hey|saludos|como estas)(?:[,.! ]+(?:parley|hola|que tal|como estas|buenas|amigo))*$`,
    ),
    ...rules('thanks', `^(?:muchas |mil )?gracias(?:[,.! ]+(?:parley|por todo|muchas|amigo))*$`),
    ...rules('farewell', `^(?:adios|hasta luego|hasta manana|chao|nos vemos|buenas noches|hasta pronto)$`),
    ...rules(
      'help',
      `^(?:ayuda|ayudame|socorro|¿?(?:que|como|en que) (?:puedes|sabes|puedo|me puedes|funciona|funcionas|se usa|te uso|haces|ayudas)(?: (?:hacer|ayudar|decir|preguntar|esto|por mi|decirte|usar(?:lo|te)?))*)$`,
    ),
    ...rules(
      'who',
      `^¿?(?:quien|que|como) (?:eres|te llamas|modelo eres)(?: tu)?.*$|^¿?eres (?:chatgpt|un robot|un bot|una ia|humano|real|una persona).*$`,
    ),
    ...rules(
      'redo',
      `^(?:rehaz|rehacer|rehazlo)(?: (?:eso|esto|lo ultimo|el ultimo cambio|todo))*$|^(?:deshaz|deshacer|revierte) (?:el deshacer|lo deshecho)$`,
    ),
    ...rules(
      'undo',
      `^(?:deshaz|deshacer|deshazlo|revierte|revertir)(?: (?:eso|esto|lo ultimo|el ultimo cambio|lo anterior|todo))*(?:[,.;] ?.*)?$`,
    ),
    ...rules(
      'addBare',
      `^(?:anade|anadir|agrega|agregar|crea|crear|nueva|nuevo|pon) ?(?:una |un |otra |otro )?(?:nueva |nuevo )?(?:${TASK}|algo)?$`,
    ),
    ...rules('remindLater', `^(?:recuerdame|avisame)(?:lo)? (?:luego|mas tarde|despues|otro rato)$`),
    ...rules(
      'completeAll',
      `^(?:marca(?:r)?|completa(?:r)?|termina(?:r)?|ya hice|ya termine|he terminado|he hecho|termine|complete|hice) (?:todo|todas|todas las tareas|todas mis tareas|todos)(?: como)? ?(?:${DONE})?(?: (?:excepto|menos|salvo) (?<except>.+))?$|^(?:ya )?(?:esta )?tod[oa]s? (?:esta |estan )?(?:${DONE})(?: (?:excepto|menos|salvo) (?<except2>.+))?$`,
    ),
    ...rules(
      'noDue',
      `^(?:quita|elimina|borra|quitale)(?:r)? la fecha (?:limite |de vencimiento )?(?:de|a|para) (?<task>.+)$`,
    ),
    ...rules(
      'priority',
      `^(?:pon|ponle|marca|haz|cambia|sube|baja|establece|dale|pon a)(?:r)? (?:la )?(?:prioridad (?<priority>alta|media|baja) (?:a|para|en|de) (?<task>.+))$`,
      `^(?:pon|ponle|marca|haz|cambia|sube|baja|establece)(?:r)? (?<task>.+?) (?:como |a |con |en )*(?<priority>(?:(?:de )?prioridad )?(?:alta|media|baja)(?: prioridad)?|urgente|importante)$`,
      `^(?<task>.+?) es (?:muy )?(?<priority>urgente|importante)$`,
    ),
    ...rules(
      'tag',
      `^(?:etiqueta|etiquetar) (?<task>.+?) (?:con|como) (?<tag>#?[\\p{L}\\p{N}_-]+)$`,
      `^(?:anade|agrega|pon) (?:la etiqueta )?(?<tag>#[\\p{L}\\p{N}_-]+) a (?<task>.+)$`,
    ),
    ...rules('note', `^(?:anade|agrega|pon) una nota (?:a|en|para) (?<task>.+?) ?[:,] ?(?<note>.+)$`),
    ...rules(
      'rename',
      `^(?:renombra|renombrar|cambia el (?:nombre|titulo) de|cambiar el (?:nombre|titulo) de) (?<both>.+ (?:a|por|como) .+)$`,
    ),
    ...rules('change', `^(?:cambia|cambiar) (?<both>.+ (?:a|por|para|al) .+)$`),
    ...rules(
      'move',
      `^(?:mueve|mover|aplaza|aplazar|pospon|posponer|pospone|pasa|pasar|cambia la fecha de|reprograma|reprogramar|retrasa|atrasa|adelanta|mueveme) (?<both>.+)$`,
    ),
    ...rules('due', `^(?:no,? )?(?<task>.+?) (?:es|vence|es para|queda para) (?<due>.+)$`),
    ...rules(
      'correct',
      `^(?:no+,? ?)?(?:queria decir|quise decir|me refiero a|me referia a|digo|mejor) (?:el |la |a |al )?(?<to>.+)$`,
    ),
    ...rules(
      'add',
      `^(?:anade|anadir|anademe|agrega|agregar|agregame|crea|crear|apunta|apuntame|anota|anotame|incluye|suma|mete|pon) ${THE}(?:nuev[oa] )?(?:${TASK} )?(?:(?:de|para|que diga|llamada|titulada|sobre)? ?[:]? )?(?<title>.+?)(?: ${LIST})?$`,
      `^(?:nueva|nuevo) (?:${TASK}) ?[:]? ?(?<title>.+)$`,
      `^(?:tarea|recordatorio|pendiente) ?: ?(?<title>.+)$`,
      `^(?:recuerdame|recordarme|acuerdame|avisame|hazme acordar|no me dejes olvidar|no olvides|no olvidar|recuerda|recordar)(?: (?:de|que|que tengo que|que debo))? (?<title>.+)$`,
      `^(?<when>.{2,40}?),? (?:recuerdame|acuerdame)(?: de| que)? (?<title>.+)$`,
    ),
    ...rules('addLoose', `^(?:tengo que|debo|necesito|hay que|me falta|quiero|tenemos que|me gustaria) (?<title>.+)$`),
    ...rules(
      'reopen',
      `^(?:reabre|reabrir|desmarca|desmarcar|reactiva|restaura) (?<task>.+)$`,
      `^marca(?:r)? (?<task>.+?) como (?:no (?:${DONE})|pendiente|abierta|sin hacer)$`,
    ),
    ...rules(
      'complete',
      `^(?:marca|marcar|pon|dar|da|tacha)(?:me)? (?<task>.+?) (?:como |por )?${DONE}$`,
      `^(?:completa|completar|complete|termina|terminar|termine|finaliza|finalizar|finalice|acabe|acaba|tacha|tachar|hecho|hecha|ya hice|ya termine|ya acabe|ya complete|hice|he (?:hecho|terminado|completado|acabado|finalizado)|listo(?: con)?|lista|ya esta)[: ]+(?:con |de |lo de )?(?<task>.+)$`,
      `^(?<task>.+?) (?:ya )?(?:esta|estan|quedo|fue)? ?(?:ya )?${DONE}(?: ya)?$`,
      `^(?:ya )?(?:he |hemos )(?<task>\\p{L}+(?:ado|ido|to|cho|sto) .+)$`,
      `^ya (?<task>\\p{L}+[eio] .+)$`,
      `^(?<task>(?:compre|llame|pague|envie|hice|escribi|lei|fui|mande|recogi|limpie|lave|prepare|entregue|estudie|visite|pedi|reserve|hable|corri) .+)$`,
    ),
    ...rules(
      'delete',
      `^(?:borra|borrar|borrame|elimina|eliminar|eliminame|quita|quitar|suprime|suprimir|remueve|remover|descarta|saca|tira) (?<task>.+?)(?: de (?:mi|la) lista)?$`,
      `^(?:vacia|limpia) (?:mi|la) (?<task>lista)$`,
    ),
    ...rules('cancel', `^(?:cancela|cancelar|anula|anular) (?<task>.+)$`),
    ...rules('count', `^¿?(?:cuantas|cuantos) (?<rest>.+)$`),
    ...rules(
      'first',
      `^¿?(?:que|cual) (?:debo|deberia|debería|hago|tarea|es)(?: hago| hacer| debo hacer)? (?:primero|ahora|lo primero|lo mas importante|lo mas urgente).*$|^¿?por donde empiezo.*$`,
    ),
    ...rules(
      'calm',
      `^.*(?:estresad[oa]|agobiad[oa]|abrumad[oa]|demasiad[oa]s? (?:cosas|que hacer|tareas)|no puedo mas).*$`,
    ),
    ...rules(
      'list',
      `^(?:ordena|ordenar|ordename|clasifica)(?<rest> .*?) (?:por|segun) (?:la )?(?<order>(?:prio|import|urgen|fecha|venc)\\S*).*$`,
      `^(?:muestra|muestrame|mostrar|ensename|ensena|lista|listame|listar|ver|dime|dame|lee|leeme|quiero ver)(?<rest>.*)$`,
      `^¿?(?:que|cuales|cual)(?: me| mas| otras| cosas| tareas)? (?<rest>(?:tengo|hay|queda|quedan|falta|faltan|debo|son|es|esta|estan|tareas|pendientes|toca|vence|hice|he|termine|complete).*)$`,
      `^¿?(?:hay|tengo)(?<rest> (?:algo|alguna|tareas|cosas|pendientes).*)$`,
      `^(?<rest>(?:mis |las |todas las |todas mis )*(?:tareas|pendientes|lista)(?: .*)?)$`,
    ),
  ],
  opening:
    'por favor|porfa|hola|oye|ok|vale|bueno|y|tambien|ademas|ahora|luego|entonces|puedes|podrias|me puedes|me podrias|quiero que|gracias|parley|¿|¡',
  closing: 'por favor|porfa|porfavor|gracias|tambien|ahora',
  joiners: 'y luego|y despues|y tambien|y|luego|despues|ademas|tambien',
  starts:
    '(?:anade|agrega|crea|borra|elimina|quita|marca|completa|mueve|aplaza|muestra|muestrame|renombra|recuerdame|que me queda|que tengo|deshaz|termina)(?![\\p{L}])',
  adding:
    '(?:anade|anadir|agrega|agregar|crea|apunta|anota|recuerdame|tengo que|debo|necesito|nueva tarea|pon)(?![\\p{L}])',
  and: 'y|e|o',
  isImperative: (folded) => /^\p{L}{2,}(?:ar|er|ir)(?:me|te|se|le|lo|la|les|los|las)?(?: |$)/u.test(folded),
  link: '(?:\\s)(?:a|por|como|para|al|hasta)(?=\\s)',
  titleLead: '(?:de|que|a|para|sobre|del|el que) ',
  refused:
    '(?:ignora|olvida|omite)\\b.{0,20}(?:instrucciones|reglas)|(?:tareas|datos|lista) (?:de|del) (?:otros? usuarios?|usuario \\d|los demas)',
  words: {
    everything:
      'todo|todas?(?: (?:las|mis|los))?(?: tareas| pendientes)?|todos(?: (?:los|mis))?|la lista|mi lista|mis tareas|lista',
    except: 'excepto|menos|salvo|pero no',
    overdue: 'atrasad[oa]s?|vencid[oa]s?|retrasad[oa]s?|tarde',
    completed: 'hech[oa]s?|completad[oa]s?|terminad[oa]s?|acabad[oa]s?|hice|complete|termine|he hecho',
    open: 'pendientes?|abiert[oa]s?|sin hacer|queda|quedan|falta|faltan',
    high: '(?:de )?(?:prioridad )?(?:alta|maxima)(?: prioridad)?|urgentes?|importantes?|prioridad alta',
    medium: '(?:de )?(?:prioridad media|media prioridad)',
    low: '(?:de )?(?:prioridad baja|baja prioridad)',
    focus: 'eso|esto|esa|ese|esta|este|la|lo|ella|la misma|es[ea] tarea|est[ea] tarea|la tarea',
    both: 'amb[oa]s|l[oa]s dos|tod[oa]s|es[oa]s|est[oa]s|todo eso',
    number: 'la|el|tarea|numero|num|nro|n',
    ordinals: [
      '(?:la |el |lo )?primer[oa]?(?: tarea)?',
      '(?:la |el )?segund[oa](?: tarea)?',
      '(?:la |el )?tercer[oa]?(?: tarea)?',
      '(?:la |el )?cuart[oa](?: tarea)?',
      '(?:la |el )?quint[oa](?: tarea)?',
      '(?:la |el )?ultim[oa](?: tarea)?',
    ],
    task: '(?:la |mi |el )?(?:tarea|actividad)(?: de)?',
    tasks: 'tareas|pendientes|cosas|hechas|hechos',
    danglers: 'el|la|para|a|al|en|de|desde|hasta|por|antes de|del',
    isDone: 'hech[oa]|list[oa]|terminad[oa]|ya esta|completad[oa]|esta hech[oa]|la hice|lo hice',
    isNew: 'nueva|nuevo|otra|otro|anade|agrega|anadela|agregala|crear',
    note: 'notes?|nota',
    noise: 'de|del|lo|que|la|el|los|las|mis|mi|hay|para|esta|estan|son|es',
  },
  cues,
  heard: {
    referring: {
      rest: String.raw`l[oa]s otr[oa]s(?: dos)?|el resto|l[oa]s demas`,
      wrong: String.raw`no|perdon|mejor|quise decir|queria decir|digo|espera|ay|finalmente|al final`,
      noting: String.raw`(?:apunta|anota|pon|escribe)(?:l[oa])? (?:en|como) (?:la |las )?notas?|(?:apunta|anota|escribe)l[oa] ahi|en las notas`,
      cancelling: String.raw`cancela(?:lo)?|anula(?:lo)?`,
      other: String.raw`(?:l[oa]s? |el )?otr[oa]s?(?: dos| un[oa])?`,
      same: String.raw`(?:y )?(?:lo )?mismo(?: para| con)?`,
    },
    things: 'cosas|tareas|recados|pendientes',
    ontoList: String.raw`(?:a|en) (?:la|mi) lista(?: de (?:tareas|pendientes|(?:la )?compras?))?`,
    correcting:
      'no|ay|perdon|mejor|mas bien|en realidad|era|es|que sea|digo|quise decir|ponlo|ponla|pasalo|pasala|dejalo|mejor dicho|ah|bueno',
    polite: 'por favor|porfa|muchas gracias|gracias',
    ok: 'vale|bueno|bien|de acuerdo|claro',
    small: 'el los las una mi mis tarea tareas',
    questions: 'que|quien|cuando|donde|por que|como|cual',
    levels: { high: 'alta?', medium: 'media?', low: 'baj[ao]' },
    byDue: 'fecha|venc',
    besideDate: 'para|a|el|la|al',
    range: 'a',
    because: 'porque',
    besideTags: 'y',
  },
  phrases: replies,
});
