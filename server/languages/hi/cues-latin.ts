import type { CueWords } from '../cues.ts';

export const cuesLatin: CueWords = {
  add: 'add jod* likh* note_kar* yaad dila* daal daalo rakh* banao bhoolna karna_hai chahiye mujhe yaad_dila*',
  show: 'dikha* batao bata kya kaun* kitn* kab kahan dhoondo dhundo khojo list_dikha*',
  done: 'ho_gaya hogaya ho_gayi ho_gaye kar_liya kar_diya done khatam poora pura complete nipta* le_aaya le_aayi diya_maine bhar_diya tick',
  past: '',
  remove: 'delete hata* mita* nikaal* nikal* cancel udao uda_do hatao',
  move: 'shift move aage peeche badha* khiska* taal* postpone',
  set: 'kar_do karo badlo badal* bana_do rakho hai set rakh',
  undo: 'wapas undo ulta galti',
  reopen: 'dobara_khol* abhi_nahi nahi_hua baaki',
  rename: 'naam rename naya_naam',
  note: 'note notes',
  tag: 'tag label',
  negated: 'nahi nahin nhi mat na bina agar lagbhag',
  but: 'sirf lekin par magar chhod* chod* alawa ke_siwa',
  small:
    'please yaar bhai accha acha arre haan han toh to matlab abhi aur phir ab ka ki ke ko se mein me mera meri mere main maine mujhe tu tum aap hai hain tha wala wali wale kaam kaamo list yeh woh wo ye usko isko ise use sab saare sara pe par kar do de bhi karo ho',
};
