import type { CueWords } from '../cues.ts';

export const cues: CueWords = {
  add: "add adding put_down put_in jot_down note_down write_down pencil_in remind reminder remember dont_forget don't_forget create schedule need_to have_to must gotta should got_to make_sure i_need",
  show: "show list display see find search look_up looking_for which tell_me read_out go_over check_whether have_i_got do_i_have any anything whats what's what how_many how_much count when where",
  done: 'done finished finish complete completed completing tick ticked check_off checked cross_off crossed mark_off struck strike_out sorted did bagged over_with taken_care handled paid bought sent called closed close_out close',
  past: '',
  remove:
    'delete remove drop scrap bin trash get_rid rid ditch lose erase kill cancel cancelled canceled throw_out toss no_longer not_needed take_off',
  move: 'move postpone push reschedule shift delay bring_forward put_off put_back bump slide moved pushed shifted rescheduled postponed changed',
  set: "make set put change give mark turn should_be needs_to_be update edit it's is are for",
  undo: 'undo revert reverse take_back put_back go_back oops mistake',
  reopen: "reopen uncheck untick unmark not_done isn't_done still_open not_finished back_on",
  rename: 'rename call_it called retitle change_the_name change_the_title reword',
  note: 'note notes comment details description append',
  tag: 'tag tags tagged label labels labelled labeled',
  negated:
    "not don't dont didn't didnt haven't havent hasn't isn't isnt aren't never no won't wasn't without nothing cannot can't half almost nearly unless if",
  but: 'except but apart_from besides other_than excluding minus can_wait only not_the leave without',
  small:
    "fine please just so um uh er erm well okay ok oh hey hi hmm like you_know i_mean basically actually really also and then now the a an my our this that these those it to of for in on at by with from as i i've i'm we me you your can could would will task tasks thing things one list to-do todo item off up out down already finally all right yeah yep today's be been was got get has have had do does there instead after_all due stuff ones wait till until go goes going back over both them being were too though btw is are should needs let us",
};
