import type { Vocabulary } from '../words/vocabulary.ts';

export const polish: Vocabulary = {
  language: 'pl',
  impliesOne: true,
  days: { 0: 'dzisiaj, dziś, dzis, dzisaj', 1: 'jutro', 2: 'pojutrze', '-1': 'wczoraj', '-2': 'przedwczoraj' },
  dayParts: {
    '0 evening': 'dziś wieczorem, dzisiaj wieczorem',
    '0 morning': 'dziś rano, dzisiaj rano',
    '0 afternoon': 'dziś po południu, dzisiaj po południu',
    '-1 evening': 'wczoraj wieczorem',
  },
  parts: {
    morning: 'rano, z rana, przed południem, nad ranem',
    noon: 'południe, w południe',
    afternoon: 'po południu, popołudniu, popołudnie',
    evening: 'wieczorem, wieczór, wieczora',
    night: 'w nocy, nocą, noc',
    midnight: 'północ, o północy, północy',
  },
  units: {
    second: 'sekunda, sekundy, sekund, sekundę',
    minute: 'minuta, minuty, minut, minutę, min',
    hour: 'godzina, godziny, godzin, godzinę, godz, h',
    day: 'dzień, dni, dnia',
    week: 'tydzień, tygodnie, tygodni, tygodnia, tygodniu',
    month: 'miesiąc, miesiące, miesięcy, miesiąca, miesiącu',
    year: 'rok, lata, lat, roku',
  },
  weekdays: {
    1: 'poniedziałku, poniedziałki', 2: 'wtorku, wtorki', 3: 'środę, środy, srode, sroda', 4: 'czwartku, czwartki', 5: 'piątku, piątki, piatek',
    6: 'sobotę, soboty', 7: 'niedzielę, niedziele, niedzieli',
  }, // prettier-ignore
  numbers: {
    1: 'jeden, jedną, jedna, pierwszej', 2: 'dwa, dwie, parę', 3: 'trzy', 4: 'cztery, czwartej', 5: 'pięć, piątej', 6: 'sześć, szóstej', 7: 'siedem, siódmej', 8: 'osiem, ósmej', 9: 'dziewięć, dziewiątej',
    10: 'dziesięć, dziesiątej', 11: 'jedenaście, jedenastej', 12: 'dwanaście, dwunastej', 17: 'siedemnastej', 18: 'osiemnastej', 15: 'piętnaście', 20: 'dwadzieścia', 30: 'trzydzieści',

  }, // prettier-ignore
  ordinals: { 1: 'pierwszego', 2: 'drugiego', 3: 'trzeciego' },
  weekend: 'weekend, weekendy, weekendu',
  workdays: 'dzień roboczy, dni robocze, dni powszednie, dzień powszedni',
  edges: {
    'end day': 'koniec dnia, końca dnia',
    'end week': 'koniec tygodnia, końca tygodnia, końcu tygodnia',
    'end month': 'koniec miesiąca, końca miesiąca, końcu miesiąca',
    'end year': 'koniec roku, końca roku, końcu roku',
  },
  repeats: {
    DAILY: 'codziennie, każdego dnia, co dzień, co dziennie',
    WEEKLY: 'cotygodniowo, co tydzień, każdego tygodnia',
    MONTHLY: 'comiesięcznie, co miesiąc, każdego miesiąca',
    YEARLY: 'corocznie, co rok, co roku, każdego roku',
  },
  filters: { overdue: 'zaległe, zaległych, spóźnione, przeterminowane', none: 'bez daty, bez terminu' },
  spans: { '0.5 hour': 'pół godziny', '1.5 hour': 'półtorej godziny' },
  roles: {
    before: 'przed',
    after: 'po',
    since: 'od',
    until: 'do',
    by: 'do, przed, najpóźniej, od, termin',
    on: 'w, we, na',
    at: 'o, około, do, na, od, o godzinie, o godz, godz, po',
    in: 'za, w ciągu',
    hence: 'później',
    ago: 'temu',
    next: 'następny, następną, następna, następnego, następnym, przyszły, przyszłą, przyszła, przyszłym, przyszłego, następnej',
    coming: 'najbliższy, najbliższą, najbliższa, nadchodzący',
    this: 'ten, tę, tą, ta, tego, tej, tym',
    last: 'zeszły, zeszłą, zeszłym, zeszłego, ostatni, ostatnią, ubiegły, ubiegłą',
    half: 'pół, półtorej',
    and: 'i',
    start: 'początek, początku',
    end: 'koniec, końca, końcu',
    every: 'każdy, każdą, każde, każdego, co, wszystkie, w każdy, w każdą',
    oclock: 'godzina, godzinie',
    'year-mark': 'roku, r',
    'range-to': 'do',
    'clock-lead': 'o godzinie, o godz, godz, o',
    stop: 'i, lub, albo, z, ze, w, we, na, do, dla, proszę, u, po, o, że, ale, jeśli, potem, od, za, a',
  },
  doubtful:
    'rano, noc, wieczór, maj, lata, pt, sob, pon, mar, południe, popołudnie, w nocy, po południu, sty, lut, lip, sie, lis, gru, kwi, paź',
};
