import type { CueWords } from '../cues.ts';

export const cues: CueWords = {
  add: 'ekle* not_al yaz hatirlat* unutma* olustur lazim gerek* gerekiyor mali kaydet',
  show: 'goster* listele* bul ara ne neler hangi* kac ne_zaman nerede var_mi soyle',
  done: 'bitti bitirdim yaptim tamam tamamla* tamamlandi yapildi hallett* hallold* isaretle aldim odedim gonderdim aradim ciz',
  past: '*dim *tim *dum *tum *ndi *ldi *di *ti *du *tu',
  remove: 'sil* kaldir* cikar at iptal vazgec*',
  move: 'tasi* ertele* kaydir* al_ one_al oteye otele* cek',
  set: 'yap degistir* ayarla ver olsun olarak koy al kalsin',
  undo: 'geri_al geri vazgectim yanlis*',
  reopen: 'yeniden_ac tekrar_ac bitmedi yapmadim',
  rename: 'yeniden_adlandir adini ismini basligi',
  note: 'not notu notlar notuna aciklama',
  tag: 'etiket* tag',
  negated: 'degil yok hayir hic almadim yapmadim alamadim edemedim neredeyse eger haric',
  but: 'haric disinda ama fakat sadece bekleyebilir',
  small:
    'lutfen sey yani iste hani hmm tamam peki merhaba selam ve sonra simdi bir bu su o benim bana ben sen icin ile de da ki mi mu gorev gorevi gorevler listeye listem listemi listeden hepsi hepsini butun tum her saat gun gunu bi alalim isi isini olan artik',
};
