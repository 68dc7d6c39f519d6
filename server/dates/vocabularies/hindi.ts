import type { Vocabulary } from '../words/vocabulary.ts';

/** Hindi words for dates in Devanagari, and Hindi and Urdu ones in Latin letters. "kal" and "parso" look ahead: a task is not for yesterday. */
export const hindi: Vocabulary = {
  language: 'hi',
  isPostpositional: true,
  days: {
    0: 'आज, आज ही, aaj, aj, aaj hi',
    1: 'कल, kal, kl, kal tak, आने वाले कल',
    2: 'परसों, परसो, parso, parson, parsoN',
    '-1': 'बीता कल, बीते कल, guzra kal, guzishta kal',
  },
  dayParts: {
    '0 night': 'आज रात, aaj raat, aaj rat',
    '0 evening': 'आज शाम, aaj shaam, aaj sham, aaj shaam ko',
    '0 morning': 'आज सुबह, aaj subah, aaj subha',
    '1 morning': 'कल सुबह, kal subah, kal subha',
    '1 evening': 'कल शाम, kal shaam, kal sham',
    '1 night': 'कल रात, kal raat',
  },
  parts: {
    morning: 'सुबह, सुबह को, सवेरे, subah, subha, subah ko, savere, subah subah, सुबह सुबह, fajar',
    noon: 'दोपहर को, dopahar ko, dopehar ko',
    afternoon: 'दोपहर, दोपहर में, dopahar, dopehar, dupahar, dopahar mein, दोपहर बाद',
    evening: 'शाम, शाम को, shaam, sham, shaam ko, sham ko, शाम में, shaam mein',
    night: 'रात, रात को, raat, raat ko, rat ko, रात में, raat mein',
    midnight: 'आधी रात, aadhi raat, adhi raat',
  },
  units: {
    second: 'सेकंड, second',
    minute: 'मिनट, मिनटों, minute, minat, minutes, min',
    hour: 'घंटे, घंटा, घण्टे, घण्टा, घंटों, ghante, ghanta, ghantay, ghanton',
    day: 'दिन, दिनों, din, dino, dinon',
    week: 'हफ्ते, हफ्ता, हफ़्ते, हफ़्ता, सप्ताह, हफ्तों, hafte, hafta, haftay, hafton, saptah',
    month: 'महीने, महीना, महीनों, माह, mahine, mahina, maheene, maheena, mahinay',
    year: 'साल, वर्ष, saal, sal, baras',
  },
  weekdays: {
    1: 'सोम, somvar, somwar, somvaar, somwaar, peer, pir', 2: 'मंगल, mangalvar, mangalwar, mangalvaar, mangalwaar, mangal',
    3: 'बुध, budhvar, budhwar, budhvaar, budhwaar, budh', 4: 'गुरु, बृहस्पतिवार, guruvar, guruwar, guruvaar, guruwaar, brihaspativar, jumerat, jumeraat',
    5: 'शुक्र, जुमा, shukravar, shukrawar, shukravaar, shukrawaar, shukrvar, juma, jumma', 6: 'शनि, shanivar, shaniwar, shanivaar, shaniwaar, hafte ke din',
    7: 'रवि, इतवार, ravivar, raviwar, ravivaar, raviwaar, itwar, itwaar, itvar',
  }, // prettier-ignore
  months: { 2: 'फरवरी, farvari', 1: 'janvari', 9: 'सितम्बर', 11: 'नवम्बर', 12: 'दिसम्बर', 7: 'julai' },
  numbers: {
    1: 'एक, ek', 2: 'दो, do', 3: 'तीन, teen', 4: 'चार, char, chaar', 5: 'पांच, पाँच, paanch, panch', 6: 'छह, छः, छे, chhah, chhe, chay', 7: 'सात, saat, sat',
    8: 'आठ, aath, ath', 9: 'नौ, nau', 10: 'दस, das, dus', 11: 'ग्यारह, gyarah', 12: 'बारह, barah', 15: 'पंद्रह, pandrah', 20: 'बीस, bees', 30: 'तीस, tees',
  }, // prettier-ignore
  weekend: 'सप्ताहांत, वीकेंड, weekend',
  edges: {
    'end month':
      'महीने के अंत, महीने के आखिर, महीने के अंत तक, mahine ke end, mahine ke aakhir, mahine ke akhir, mahine ke ant, month end',
    'end week': 'हफ्ते के अंत, हफ़्ते के अंत, hafte ke end, hafte ke aakhir, hafte ke akhir',
    'end day': 'दिन के अंत, aaj ke din',
  },
  clockPrefixes: { 30: 'साढ़े, साढे, saadhe, sadhe, saade, sarhe', 15: 'सवा, sava, sawa', '-15': 'पौने, paune' },
  repeats: {
    DAILY: 'रोज़, रोज, हर रोज़, हर रोज, हर दिन, प्रतिदिन, roz, rozana, har roz, har din, rozaana',
    WEEKLY: 'हर हफ्ते, हर हफ़्ते, हर सप्ताह, har hafte, har hafta',
    MONTHLY: 'हर महीने, प्रति माह, har mahine, har mahina',
    YEARLY: 'हर साल, प्रति वर्ष, har saal, har sal',
  },
  filters: { overdue: 'अतिदेय, बकाया, देर से', none: 'बिना तारीख, बिना तारीख के' },
  spans: { '0.5 hour': 'आधे घंटे, आधा घंटा, aadhe ghante, adhe ghante, aadha ghanta', '1.5 hour': 'डेढ़ घंटे, dedh ghante' },
  roles: {
    except: 'को छोड़कर, छोड़कर, के अलावा, chhodkar, ko chhodkar, ke alawa',
    not: 'नहीं, nahi, nahin, mat',
    or: 'या, ya',
    times: 'बार, baar',
    before: 'से पहले, se pehle, se pahle',
    after: 'के बाद, ke baad',
    until: 'तक, tak',
    by: 'तक, से पहले, tak, se pehle, se pahle',
    on: 'को, ko, पर, par, के लिए, ke liye, वाले, wale',
    at: 'पर, par, ko, को, करीब, kareeb, at',
    hence: 'में, बाद, के बाद, के अंदर, mein, me, main, baad, bad, ke baad, ke andar, tak',
    ago: 'पहले, pehle, pahle',
    next: 'अगले, अगला, अगली, agle, agla, agli, aglay',
    coming: 'आने वाले, आने वाला, aane wale, aanewale, aane wala',
    this: 'इस, इसी, is, isi',
    last: 'पिछले, पिछला, पिछली, pichle, pichla, pichli',
    of: 'के, की, का, ke, ki, ka',
    and: 'और, aur',
    one: 'एक, ek',
    half: 'आधे, आधा, aadhe, adhe, aadha',
    every: 'हर, प्रत्येक, har',
    oclock: 'बजे, baje, bje, bajay, bajey, बजकर',
    'day-mark': 'तारीख, तारीख़, tareekh, tarikh, tareek',
    stop: 'को, तक, से, में, पर, के, की, का, और, कि, ko, tak, se, mein, me, par, ke, ki, ka, aur, hai, hain, please, plz, yaad, mujhe, wala, wali, wale, liye',
  },
  doubtful:
    'सोम, मंगल, बुध, गुरु, शुक्र, शनि, रवि, mangal, budh, juma, peer, pir, aj, kl, subah, subha, shaam, sham, raat, rat, dopahar, dopehar, सुबह, शाम, रात, दोपहर, मई, parson, fajar, roz, रोज, रोज़',
  markers:
    'hai, hain, ko, ka, ki, ke, se, mein, mujhe, mera, meri, mere, karna, karni, karo, kar, lena, leni, lana, dena, do, dila, yaad, jana, jaana, baje, subah, shaam, raat, tak, aur, wala, wali, dikhao, dikha, batao, bata, hafte, agle, aaj, doodh, dawai, bhai, ammi, abbu, maa, papa, bhejna, bharna, milna, khareedna, kharidna, khana, bulana, laana, padhna, likhna, banana, bana, nahi, kaam, karwana, na, dilana, dilao, dilana, phone',
  shared: 'sal, sat',
};
