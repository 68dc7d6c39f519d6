import type { Vocabulary } from '../vocabulary.ts';

/** Turkish words for dates. */
export const turkish: Vocabulary = {
  language: 'tr',
  isPostpositional: true,
  days: {
    0: 'bugün',
    1: 'yarın, yarin, yarına',
    2: 'ertesi gün, öbür gün, yarından sonra, yarından sonraki gün',
    '-1': 'dün',
    '-2': 'evvelsi gün, önceki gün',
  },
  dayParts: {
    '0 evening': 'bu akşam',
    '0 night': 'bu gece',
    '0 morning': 'bu sabah',
    '-1 evening': 'dün akşam',
    '-1 night': 'dün gece',
  },
  parts: {
    morning: 'sabah, sabahleyin, sabahı, sabahları',
    noon: 'öğlen, öğle, öğleyin',
    afternoon: 'öğleden sonra, ikindi',
    evening: 'akşam, akşamı, akşamleyin, akşamları',
    night: 'gece, geceleyin',
    midnight: 'gece yarısı',
  },
  units: {
    second: 'saniye',
    minute: 'dakika, dk',
    hour: 'saat, sa',
    day: 'gün',
    week: 'hafta',
    month: 'ay',
    year: 'yıl, sene',
  },
  weekdays: {
    1: 'pazartesi günü, pazartesiye, pazartesileri', 2: 'salı günü, salıya', 3: 'çarşamba günü, çarşambaya', 4: 'perşembe günü, perşembeye',
    5: 'cuma günü, cumaya', 6: 'cumartesi günü, cumartesiye, cumartesileri', 7: 'pazar günü, pazara, pazarları',
  }, // prettier-ignore
  months: { 1: 'ocakta', 12: 'aralıkta' },
  numbers: {
    1: 'bir', 2: 'iki', 3: 'üç', 4: 'dört', 5: 'beş, beşte', 6: 'altı, altıda', 7: 'yedi, yedide', 8: 'sekiz, sekizde', 9: 'dokuz, dokuzda',
    10: 'on, onda', 15: 'on beş', 20: 'yirmi', 30: 'otuz',
  }, // prettier-ignore
  weekend: 'hafta sonu, haftasonu',
  workdays: 'hafta içi, haftaiçi, iş günü, hafta içi her gün',
  edges: {
    'end day': 'gün sonu, günün sonu, gün sonuna',
    'end month': 'ay sonu, ayın sonu, ay sonuna, ay sonunda, ayın sonuna',
    'end year': 'yıl sonu, yılın sonu, yıl sonuna',
    'end week': 'haftanın sonu, haftanın sonuna',
  },
  clockSuffixes: { 30: 'buçuk, buçukta' },
  repeats: {
    DAILY: 'her gün, hergün, günlük',
    WEEKLY: 'her hafta, haftalık, haftada bir',
    MONTHLY: 'her ay, aylık, ayda bir',
    YEARLY: 'her yıl, yıllık, her sene, yılda bir',
  },
  filters: { overdue: 'gecikmiş, geciken, süresi geçmiş', none: 'tarihsiz, yok' },
  spans: { '0.5 hour': 'yarım saat', '1.5 hour': 'bir buçuk saat' },
  roles: {
    by: 'kadar, dek, önce',
    on: 'günü',
    at: 'saat, saatte',
    hence: 'sonra, içinde',
    ago: 'önce',
    next: 'gelecek, önümüzdeki, haftaya, öbür',
    coming: 'ilk, gelen',
    this: 'bu',
    last: 'geçen',
    one: 'bir',
    half: 'yarım',
    and: 've',
    start: 'başı',
    end: 'sonu',
    every: 'her',
    oclock: 'gibi',
    'clock-lead': 'saat',
    stop: 've, ile, için, veya, lütfen, de, da, ama, sonra, diye, kadar',
  },
  doubtful:
    'pazar, salı, sal, per, cum, mart, ekim, ocak, mayıs, sabah, öğlen, öğle, akşam, gece, ikindi, günlük, aylık, yıllık, haftalık, oca, eki, kas, ara, tem, mar, haz',
  markers: 've, ile, için, bir, al, ara, ekle, hatırlat, bana, görev, görevleri, göster, gün, saat, süt, market, öde',
};
