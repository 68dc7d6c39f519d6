import type { Vocabulary } from '../words/vocabulary.ts';

export const portuguese: Vocabulary = {
  language: 'pt',
  hasPlainDayOfMonth: true,
  days: { 0: 'hoje', 1: 'amanhã, amanha, amanhâ', 2: 'depois de amanhã', '-1': 'ontem', '-2': 'anteontem' },
  dayParts: {
    '0 morning': 'esta manhã, hoje de manhã, hoje pela manhã',
    '0 afternoon': 'esta tarde, hoje à tarde, hoje de tarde',
    '0 night': 'esta noite, hoje à noite, hoje de noite',
    '-1 night': 'ontem à noite',
  },
  parts: {
    morning: 'de manhã, da manhã, pela manhã, manhã, cedo',
    noon: 'meio-dia, meio dia, ao meio-dia, ao meio dia',
    afternoon: 'à tarde, da tarde, de tarde, pela tarde',
    night: 'à noite, da noite, de noite, da madrugada, pela noite',
    midnight: 'meia-noite, meia noite, à meia-noite',
  },
  units: {
    second: 'segundo, segundos',
    minute: 'minuto, minutos, min',
    hour: 'hora, horas, h',
    day: 'dia, dias',
    week: 'semana, semanas',
    month: 'mês, meses',
    year: 'ano, anos',
  },
  weekdays: {
    1: 'segunda, segunda feira', 2: 'terça, terça feira', 3: 'quarta, quarta feira',
    4: 'quinta, quinta feira', 5: 'sexta, sexta feira',
  }, // prettier-ignore
  repeatedWeekdays: {
    1: 'segundas, segundas-feiras', 2: 'terças, terças-feiras', 3: 'quartas, quartas-feiras', 4: 'quintas, quintas-feiras', 5: 'sextas, sextas-feiras', 6: 'sábados', 7: 'domingos',
  }, // prettier-ignore
  numbers: {
    1: 'um, uma', 2: 'dois, duas', 3: 'três', 4: 'quatro', 5: 'cinco', 6: 'seis, meia dúzia', 7: 'sete', 8: 'oito', 9: 'nove', 10: 'dez',
    11: 'onze', 12: 'doze', 15: 'quinze', 20: 'vinte', 30: 'trinta',
  }, // prettier-ignore
  ordinals: { 1: 'primeiro' },
  weekend: 'fim de semana, fim-de-semana, final de semana, fds',
  workdays: 'dias úteis, dia útil, dias de semana, de segunda a sexta, segunda a sexta',
  edges: {
    'end day': 'fim do dia, final do dia',
    'end week': 'fim da semana, final da semana, fim desta semana',
    'end month': 'fim do mês, final do mês, fim deste mês, último dia do mês, fim de mês',
    'end year': 'fim do ano, final do ano',
  },
  clockSuffixes: { 30: 'e meia', 15: 'e um quarto, e quinze' },
  repeats: {
    DAILY: 'diariamente, todos os dias, todo dia, cada dia, todo o dia',
    WEEKLY: 'semanalmente, semanal, toda semana, todas as semanas, cada semana',
    MONTHLY: 'mensalmente, mensal, todo mês, todos os meses, cada mês',
    '2 WEEKLY': 'quinzenalmente',
    YEARLY: 'anualmente, anual, todo ano, todos os anos, cada ano',
  },
  filters: { overdue: 'atrasadas, atrasados, vencidas, vencidos, atrasada', none: 'sem data, nenhuma, sem prazo' },
  spans: { '0.5 hour': 'meia hora', '1.5 hour': 'uma hora e meia' },
  roles: {
    before: 'antes de, antes da, antes do',
    after: 'depois de, após',
    since: 'desde, a partir de',
    until: 'até, até ao',
    by: 'até, para, antes de, antes da, antes do, até ao, até a, até o, a partir de, desde, prazo',
    on: 'na, no, em, nas, nos, à, a, o',
    at: 'às, as, à, a, pelas, lá pelas, por volta das, para as, até as, até às',
    in: 'em, daqui a, dentro de, daqui',
    within: 'dentro de',
    hence: 'depois, mais tarde',
    ago: 'atrás',
    'ago-prefix': 'há, faz',
    coming: 'próximo, próxima, próximos, próximas, que vem, seguinte',
    this: 'este, esta, nesta, neste, essa, esse, nessa, nesse, desta, deste',
    last: 'passado, passada, último, última',
    article: 'o, a, os, as, do, da, no, na, ao',
    one: 'um, uma',
    half: 'meia',
    of: 'de, do, da, em',
    and: 'e',
    start: 'início, começo, princípio',
    end: 'fim, final',
    every: 'cada, a cada, todo, toda, todos os, todas as, todo o, toda a, às, aos',
    oclock: 'horas, hora, h, em ponto',
    dom: 'dia, no dia, o dia, até dia, até o dia, até ao dia, para o dia',
    'range-to': 'a, até',
    'clock-lead': 'às',
    stop: 'e, ou, com, para, a, de, em, por, favor, que, sobre, mas, se, ao, do, da, o, os, as, no, na, depois, porque, quando, obrigado, obrigada, pra',
  },
  doubtful:
    'segunda, terça, quarta, quinta, sexta, terca, manhã, cedo, meio-dia, mar, set, meia-noite, à tarde, à noite, de manhã, segundas, terças, quartas, quintas, sextas, anual, semanal',
  markers:
    'o, os, para, com, uma, um, comprar, ligar, adicionar, adicione, adiciona, lembre, lembrar, tarefa, que, do, da, não, meu, minha, fazer, pagar, reunião',
  shared: 'mes',
};
