import { defineLanguage } from '../define-language.ts';
import { cues } from './cues.ts';
import { rules } from '../language-pack.ts';
import { replies } from './replies.ts';

const TASK = `(?:gorev(?:i|ler|leri|lerim|lerimi)?|hatirlatma|is(?:i|ler|leri|lerim|lerimi)?|madde(?:yi)?)`;
const DONE = `(?:tamam|tamamlandi|bitti|yapildi|halloldu|hazir|oldu|tamamdir)`;
const DID = `(?:tamamladim|bitirdim|yaptim|hallettim|aldim|aradim|odedim|gonderdim|yazdim|okudum|temizledim|yikadim)`;

export const talk = defineLanguage({
  tag: 'tr',
  rules: [
    ...rules(
      'yes',
      `^(?:evet|tamam|olur|elbette|tabii|tabi|onayliyorum|onayla|yap|dogru|aynen|kesinlikle|ok|peki|hadi)(?:[,.! ]+(?:evet|lutfen|tamam|yap|tabii|sil|hepsini|tesekkurler|olur))*$`,
    ),
    ...rules(
      'no',
      `^(?:hayir|yok|iptal|vazgec|vazgectim|olmaz|birak|dur|simdi degil|asla|yapma|kalsin|bosver|silme)(?:[,.! ]+(?:hayir|tesekkurler|birak|kalsin|iptal|vazgectim|istemiyorum|silme|bosver))*$`,
    ),
    ...rules(
      'greeting',
      `^(?:merhaba|selam|gunaydin|iyi (?:gunler|aksamlar)|hey|nasilsin|naber)(?:[,.! ?]+(?:parley|nasilsin|naber))*$`,
    ),
    ...rules(
      'thanks',
      `^(?:tesekkurler|tesekkur ederim|cok tesekkurler|sag ?ol|eyvallah|cok sag ?ol)(?:[,.! ]+(?:parley|cok|ederim))*$`,
    ),
    ...rules('farewell', `^(?:hosca ?kal|gorusuruz|iyi geceler|bay bay|gule gule)$`),
    ...rules(
      'help',
      `^(?:yardim|yardim et|(?:ne|neler|nasil) (?:yapabilirsin|yapabiliyorsun|yapabilirim|calisiyor|kullanilir|soyleyebilirim|yaparsin)(?: .*)?)$`,
    ),
    ...rules(
      'who',
      `^(?:sen )?kimsin(?: sen)?.*$|^(?:sen )?(?:chatgpt|bot|robot|insan|yapay zeka) ?(?:misin|musun|mi).*$|^adin ne$`,
    ),
    ...rules('undo', `^(?:(?:bunu |son degisikligi |sonuncuyu |onu )?geri al|bunu geri al)(?:[,.;] ?.*)?$`),
    ...rules('addBare', `^(?:(?:yeni |bir |bir yeni )*(?:${TASK}|sey) ekle|ekle|yeni (?:${TASK}))$`),
    ...rules('remindLater', `^(?:bana )?(?:sonra|daha sonra) hatirlat$`),
    ...rules(
      'completeAll',
      `^(?:(?<except>.+?) (?:haric|disinda) )?(?:hepsini|her seyi|butun ${TASK}|tum ${TASK}) (?:tamamlandi (?:olarak )?(?:isaretle|yap)|tamamla|bitti(?: olarak isaretle)?|bitir|tamamladim|bitirdim|yaptim)$|^(?:(?<except2>.+?) (?:haric|disinda) )?(?:hepsi|her sey) (?:${DONE})$`,
    ),
    ...rules(
      'noDue',
      `^(?<task>.+?)(?:'?(?:nin|nın|in|un|n))? (?:tarihini|son tarihini|teslim tarihini) (?:kaldir|sil)$`,
    ),
    ...rules(
      'priority',
      `^(?<task>.+?)(?: onceligini| onceligi)? (?<priority>(?:yuksek|dusuk|orta)(?: oncelikli?| onceligi)?|acil|onemli) (?:yap|olarak isaretle|olsun)$`,
      `^(?<task>.+?) (?:cok )?(?<priority>acil|onemli)$`,
    ),
    ...rules('tag', `^(?<task>.+?)(?:'?(?:ye|ya|e|a))? (?<tag>#[\\p{L}\\p{N}_-]+) (?:ekle|etiketi ekle)$`),
    ...rules('note', `^(?<task>.+?)(?:'?(?:ye|ya|e|a))? not ekle ?[:,] ?(?<note>.+)$`),
    ...rules(
      'rename',
      `^(?<task>.+?)(?:'?(?:nin|nın|in|un))? (?:adini|ismini|basligini) (?<to>.+?) (?:yap|olarak degistir|diye degistir)$`,
    ),
    ...rules(
      'due',
      `^(?<task>.+?)(?:'?(?:yi|yı|i|ı|u|yu))? (?<due>\\S.*?)(?:'?(?:ya|ye|na|ne|a|e))? (?:tasi|ertele|al|kaydir|otele|ayarla)$`,
      `^(?:tasi|ertele):? (?<task>.+?) (?<due>\\S+)$`,
    ),
    ...rules('correct', `^(?:hayir,? ?)?(?:demek istedigim|yani) (?<to>.+)$`),
    ...rules(
      'add',
      `^(?:(?:yeni )?${TASK}:? )?(?<title>.+?)(?: (?:listeme|listeye|gorev olarak|gorevi|gorevini))? ekle(?:r misin|yin|yebilir misin)?$`,
      `^ekle:? (?<title>.+)$`,
      `^(?:yeni gorev|gorev|hatirlatma) ?: ?(?<title>.+)$`,
      `^(?:bana )?(?<title>.+?)(?:mayi|meyi|masini|mesini|mami|memi)? (?:bana )?(?:hatirlat|unutturma|unutma|hatirlatir misin)$`,
      `^(?:bana )?hatirlat:? (?<title>.+)$`,
    ),
    ...rules('addLoose', `^(?<title>.+?(?:mam|mem)) (?:lazim|gerek|gerekiyor)$`),
    ...rules(
      'reopen',
      `^(?<task>.+?) (?:yeniden ac|tekrar ac|geri ac)$`,
      `^(?<task>.+?) (?:tamamlanmadi|yapilmadi|bitmedi)(?: olarak isaretle)?$`,
    ),
    ...rules(
      'complete',
      `^(?<task>.+?) (?:gorevini |gorevi )?(?:tamamlandi|bitti|yapildi|tamam) (?:olarak )?(?:isaretle|yap)$`,
      `^(?<task>.+?) (?:gorevini |gorevi )?(?:tamamla|bitir|kapat)$`,
      `^(?<task>.+?) ${DONE}$`,
      `^(?<task>.+?) ${DID}$`,
      `^(?:tamamla|tamamlandi|bitti):? (?<task>.+)$`,
    ),
    ...rules(
      'delete',
      `^(?<task>.+?)(?: gorevini| gorevi)? (?:sil|kaldir|cikar|siler misin|at)$`,
      `^(?:sil|kaldir):? (?<task>.+)$`,
      `^(?<task>liste)(?:mi|yi) (?:temizle|bosalt)$`,
    ),
    ...rules('cancel', `^(?<task>.+?) iptal(?: et)?$`),
    ...rules('count', `^(?<rest>.*)kac (?:tane )?(?:${TASK}).*$`),
    ...rules(
      'first',
      `^(?:once|ilk|ilk once|simdi) ne(?:yi)? (?:yapmaliyim|yapayim|yapsam)$|^(?:nereden|neyle) baslayayim$|^en onemli(?:si)? (?:ne|hangisi)$`,
    ),
    ...rules('calm', `^.*(?:stresliyim|bunaldim|cok fazla (?:is|gorev)|yetisemiyorum|cok isim var).*$`),
    ...rules(
      'list',
      `^(?<rest>.*?) (?<order>(?:onceli|onem|tarih)\\S*) gore (?:sirala|diz|goster|listele)$`,
      `^(?<rest>.*?) ?(?:goster(?:ir misin)?|listele|gorebilir miyim|oku)$`,
      `^(?:goster|listele)(?<rest> .*)?$`,
      `^(?<rest>(?:(?!ne|hangi).)*(?:ne|hangi)(?:(?!var|kaldi|yapmaliyim|yapacagim|gorev).)*(?:var|kaldi|yapmaliyim|yapacagim|gorev).*)$`,
      `^(?<rest>.*(?:gorev|is|bir sey) (?:var mi|kaldi mi).*)$`,
      `^(?<rest>(?:tum |butun )?(?:gorevlerim|listem|gorevler|islerim))$`,
    ),
  ],
  opening: 'lutfen|merhaba|selam|hey|tamam|peki|ve|ayrica|simdi|sonra|tesekkurler|parley|bir de',
  closing: 'lutfen|tesekkurler|da|de|simdi',
  joiners: 've sonra|ve ayrica|ve|sonra|ayrica',
  starts: '.{1,80}?(?:ekle|sil|goster|tasi|ertele|tamamla|hatirlat|isaretle)(?![\\p{L}])',
  adding: '(?!)',
  and: 've|veya|ile',
  link: '(?:\\s)(?:olarak|diye)(?=\\s)',
  titleLead: '(?:bana )',
  refused:
    '(?:yoksay|unut|gormezden gel).{0,30}(?:talimat|kural)|(?:talimat|kural)[^ ]* (?:yoksay|unut|gormezden gel)|(?:baska|diger) kullanici',
  words: {
    everything:
      '(?:hepsini|hepsi|her seyi|her sey|tum|butun)(?: (?:gorevleri|gorevlerimi|isleri))?|liste(?:mi)?|gorevlerimi',
    except: 'haric|disinda',
    overdue: 'gecikmis|geciken|suresi gecmis|gec kalan',
    completed: 'tamamlanan|tamamlanmis|biten|yapilan|bitmis|tamamladigim|yaptigim',
    open: 'acik|kalan|bekleyen|yapilacak|tamamlanmamis|kaldi',
    high: '(?:yuksek )(?:oncelikli|oncelik)|acil|onemli',
    medium: '(?:orta )(?:oncelikli|oncelik)',
    low: '(?:dusuk )(?:oncelikli|oncelik)',
    focus: 'bunu|onu|sunu|bu|o|su|bu gorevi|bu gorev|o gorevi',
    both: 'ikisini|ikisi|ikisi de|ikisini de|hepsini|hepsi|onlari|bunlari',
    number: 'gorev|numara|no|numarali|gorevi',
    ordinals: [
      '(?:birinci|ilk)(?:si|sini|yi)?(?: gorev(?:i)?)?',
      'ikinci(?:si|sini|yi)?(?: gorev(?:i)?)?',
      'ucuncu(?:su|sunu|yu)?(?: gorev(?:i)?)?',
      'dorduncu(?:su|sunu|yu)?(?: gorev(?:i)?)?',
      'besinci(?:si|sini|yi)?(?: gorev(?:i)?)?',
      'son(?:uncu|uncusu|uncusunu|uncuyu)?(?: gorev(?:i)?)?',
    ],
    task: 'gorev(?:i|ini)?',
    tasks: 'gorevler(?:i|im|imi)?|isler(?:i|im|imi)?|tamamlananlari',
    danglers: 'icin|kadar|saat|gunu',
    isDone: 'bitti|tamam|tamamlandi|yaptim|yapildi|bitirdim',
    isNew: 'yeni(?:si|sini)?|ekle|bir tane daha|baska',
    note: 'notes?|not',
    noise: 'bana|benim|tum|butun|bir',
  },
  cues,
  heard: {
    referring: {
      rest: String.raw`digerleri(?:ni)?|kalanlar(?:i)?|geri kalan(?:i|lar)?`,
      wrong: String.raw`hayir|yok|pardon|yani|aslinda|dur|bekle`,
      noting: String.raw`not olarak (?:yaz|ekle)|notlara (?:yaz|ekle)|nota ekle`,
      cancelling: String.raw`iptal(?: et)?|geri al`,
      other: String.raw`diger(?:i|ini|leri|lerini)?|oteki(?:ni)?|obur(?:u|unu)`,
      same: String.raw`aynisi(?:ni)?|ayni sekilde`,
    },
    things: 'sey|is|gorev',
    ontoList: String.raw`(?:alisveris )?liste(?:ye|me|mize)(?: ekle)?`,
    correcting: 'hayir|yok|pardon|aslinda|yani|daha iyi|olsun|yap',
    polite: 'lutfen|tesekkur ederim|tesekkurler',
    ok: 'tamam|peki|olur',
    small: 'gorev',
    priority: 'oncelik',
    byPriority: 'onceli|onem',
    byDue: 'tarih',
  },
  phrases: replies,
});
