import { LIST, PRIORITY, QUOTED } from './fragments.ts';
import { rules, type Rule } from '../language-pack.ts';

/** "…, not at 5": what a correction corrects. */
const CONTRAST = `[, ]+(?:and )?(?:not|instead of|rather than) .+`;
const ASKING = `(?:what|who|whom|when|where|which|how|why)(?:'s)?\\b`;
const ADDING = `(?:add|create|new|put|note|remind|remember|don'?t|dont|do not|never|make sure|schedule|plan|book|set|make|move|push|change)\\b`;
const SHIFT = `(?<shift>(?:by |for )?(?:a|an|one|two|three|four|five|six|seven|ten|couple of|a couple of|another|half an|\\d+)(?: more)? (?:mins?|minutes?|hours?|hrs?|days?|weeks?|months?))`;

export const englishChangeRules: Rule[] = [
  ...rules(
    'correct',
    `^(?:no+|nope|nah|sorry|oops|wait|actually|hmm|argh|i mean|whoops|correction)(?:[,.! ]+(?:wait|sorry|actually|no))*[,.!:-]* (?:not .+?,? (?:but )?)?(?:i (?:meant|mean|said)|it'?s|its|it should be|it is|it'?s supposed to be|that should be|make (?:it|that)|change (?:it|that) to|i wanted)(?: it)?(?: for| on| at| to be| to say)? (?<to>.+?)(?: instead)?$`,
    `^i (?:meant|mean) (?<to>.+?)(?: instead)?$`,
    `^(?:it|that|this) should (?:be|say|read) (?<to>.+?)(?: instead)?$`,
    `^(?:make|change|switch|set) (?:it|that|this|that one)(?: to| for| on| at| be)? (?<to>.+?)(?: instead| then| rather)?$`,
    `^(?:no+|nope|sorry|oops|wait|actually)[,.! ]+(?<due>.+?)(?: instead)?$`,
    `^(?:it'?s |i (?:meant|said) )?not .+?(?:[,;:.] ?| )(?:but |rather |it'?s )?(?<due>.+)$`,
    `^(?<due>.+?)[, ]+not .+$`,
  ),
  ...rules(
    'priority',
    `^(?:mark|set|flag|make|change|bump|raise|lower|put|give|update|upgrade|downgrade|move|turn) (?:up |down )?(?:the )?(?:prio|priority|importance) (?:of|for|on) (?<task>.+?) (?:to|as|at|=) (?<priority>${PRIORITY})$`,
    `^(?:the )?(?:prio|priority) (?:of|for|on) (?<task>.+?) (?:is|should be|to|as|=) (?<priority>${PRIORITY})$`,
    `^(?:mark|set|flag|make|change|bump|raise|lower|put|give|update|move|turn) (?<task>.+?)(?:'s)? (?:(?:to|as|at|be|on|a|into|with|priority to|priority as|prio to|priority|'s priority to) )*(?<priority>${PRIORITY})$`,
    `^(?:add|put|set|give|assign) (?<priority>${PRIORITY}) (?:to|on|for) (?!${LIST}$)(?<task>.+)$`,
    `^(?:prioriti[sz]e|escalate|flag|star) (?<task>.+?)(?<top>)$`,
    `^(?:raise|bump|increase|up) (?:up )?(?:the )?(?:prio|priority) (?:of|for|on) (?<task>.+?)(?<top>)$`,
    `^(?:de-?prioriti[sz]e|(?:lower|reduce|decrease) (?:the )?(?:prio|priority) (?:of|for|on)) (?<task>.+?)(?<bottom>)$`,
    `^(?!${ASKING})(?<task>.+?) (?:is|are|should be|has) (?:now |really |very |super |actually |so |a |an )*(?<priority>${PRIORITY})(?: now)?$`,
  ),
  ...rules(
    'noPriority',
    `^(?:remove|clear|delete|drop|unset|take away|reset|get rid of) (?:the )?(?:prio|priority|flag|star)(?: (?:of|for|from|on|off)) (?<task>.+)$`,
    `^(?:make|set|mark) (?<task>.+?) (?:as |to )?(?:no priority|unimportant)$|^(?:unflag|unstar) (?<task2>.+)$`,
  ),
  ...rules(
    'noNotes',
    `^(?:remove|clear|delete|drop|erase|wipe|get rid of) (?:the |all |any )*(?:notes?|description|comments?|details)(?: (?:of|for|from|on|in|to)) (?<task>.+)$`,
  ),
  ...rules(
    'noDue',
    `^(?:remove|clear|delete|drop|unset|take away|get rid of|erase|cancel) (?:the |any )*(?:due ?(?:date|time|day)?|deadline|date|day|time|due|schedule|reminder)(?: (?:of|for|from|on|off)) (?<task>.+)$`,
    `^(?:make|set|leave) (?<task>.+?) (?:to |have |with )?(?:no|without (?:a|any)) (?:due ?date|deadline|date)$`,
    `^(?:take|get) (?:the )?(?:due ?date|deadline|date) off(?: of)? (?<task>.+)$`,
    `^(?:unschedule|un-?date) (?<task>.+)$`,
    `^(?<task>.+?) (?:(?:has|needs) no|(?:doesn'?t|does not) (?:have|need)(?: an?| any)?|no longer (?:has|needs)(?: an?| any)?) (?:due ?date|deadline|date)(?: any ?more)?$`,
  ),
  ...rules(
    'due',
    `^(?:move|push|postpone|delay|shift|put off|put|defer|snooze|reschedule|re-?schedule|schedule|bump|bring|kick|carry|drag|slide|hold|set|plan|change|switch|update|adjust|mvoe|extend|book) (?:back |off |out |up |forward )?(?:the )?(?:due ?(?:date|time|day)?|deadline|date|day|time) (?:of|for|on) (?<both>.+)$`,
    `^(?!${ASKING}|${ADDING})(?<task>.+?) (?:is|are|was|should be|needs to be|has to be|got|'s|has been)(?: now)? (?:due|moved|postponed|pushed(?: back)?|rescheduled|delayed|scheduled)(?: to| for| until| till| on| by)? (?<due>.+)$`,
    `^(?!(?:i|we) )(?<task>.+?) (?:moved|shifted|postponed|pushed(?: back)?|rescheduled|delayed) (?:to|until|till) (?<due>.+)$`,
    `^(?:make|set|put|have) (?<task>.+?) (?:be )?due(?: date)?(?: to| for| on| by| at)? (?<due>.+)$`,
    `^(?:set|give|add|put|assign) (?:a |the |an )?(?:due ?(?:date|time)?|deadline|date) (?:of |on |for )?(?<due>.+?) (?:to|on|for) (?<task>.+)$`,
    `^(?:set|give|assign) (?<task>.+?) (?:a |the |an )?(?:due ?(?:date|time)?|deadline|date)(?: of| to| for| on)? (?<due>.+)$`,
    `^(?!${ASKING}|${ADDING})(?<task>.+?) (?:is|are) (?:now |actually |really )*(?<due>.+?)(?:${CONTRAST})?$`,
    `^(?!${ASKING}|${ADDING})(?<task>.+?)'s (?:now |actually |really )*(?<due>.+?)(?:${CONTRAST})?$`,
    `^(?!${ASKING}|${ADDING})(?<task>.+?) (?:should|must|has to|have to|needs? to|(?:is|are|was|were) (?:supposed|meant) to) (?:actually |really )?be (?:done |finished |completed |ready )?(?<due>.+?)(?:${CONTRAST})?$`,
    `^(?!${ASKING}|${ADDING})(?<task>.+?) (?<due>(?:at|on|by|from) .+?)${CONTRAST}$`,
    `^(?:make|set|put|schedule|plan|book) (?<task>.+?) (?<due>(?:at|on|for|by|to) .+)$`,
    `^due ?(?:date)? (?:of|for) (?<task>.+?) (?:is|to|should be) (?<due>.+)$`,
  ),
  ...rules(
    'noRepeat',
    `^(?:stop|end|cancel|remove|clear|delete|quit) (?:the )?(?:repeat|repeating|repetition|recurrence|recurring|repeats?)(?: (?:of|for|from|on))? (?<task>.+)$`,
    `^(?:make|set) (?<task>.+?) (?:non-?recurring|non-?repeating|not (?:repeat|recur|recurring|repeating)|one-?off|a one-?off|one-?time|stop repeating)$`,
  ),
  ...rules(
    'repeat',
    `^(?:repeat) (?<task>.+?) (?<due>(?:every|each|daily|weekly|monthly|yearly|on)\\b.*)$`,
    `^(?:make|have|let|set|change|move|turn) (?<task>.+?) (?:to )?(?:repeat|recur|recurring|repeating|happen|a recurring|into a)(?: task)? ?(?<due>(?:every|each|daily|weekly|monthly|yearly|on)\\b.*)$`,
    `^(?:make|set|change) (?<task>.+?) (?:to |be |a |an )*(?<due>(?:daily|weekly|monthly|yearly|every .+|each .+))$`,
    `^(?<task>.+?) (?:should |must |is |happens? |repeats? |to )*(?:repeats?|recurs?|happens?) (?<due>(?:every|each|daily|weekly|monthly|yearly)\\b.*)$`,
  ),
  ...rules(
    'tag',
    `^(?:tag|label|categori[sz]e|file) (?<task>.+?) (?:with|as|under|to|in) (?<tag>(?:the )?(?:tags?|labels?)? ?#?[\\p{L}\\p{N}_-]+(?:(?:,| and|, and| &)? #?[\\p{L}\\p{N}_-]+){0,4})$`,
    `^(?:tag|label) (?<task>.+?) (?<tag>#[\\p{L}\\p{N}_-]+(?:,? (?:and )?#[\\p{L}\\p{N}_-]+)*)$`,
    `^(?:add|put|give|attach|apply|set|stick) (?:the |a )?(?:tags?|labels?) (?<tag>#?[\\p{L}\\p{N}_-]+(?:(?:,| and|, and| &)? #?[\\p{L}\\p{N}_-]+){0,4}) (?:to|on|onto|for) (?<task>.+)$`,
    `^(?:add|put|give|attach|apply|set|stick) (?<tag>#[\\p{L}\\p{N}_-]+(?:,? (?:and )?#[\\p{L}\\p{N}_-]+)*)(?: tag| label)? (?:to|on|onto|for) (?<task>.+)$`,
    `^(?:add|put|give|attach|apply|set|stick) (?<tag>[\\p{L}\\p{N}_-]+) (?:as a )?(?:tag|label) (?:to|on|onto|for) (?<task>.+)$`,
    `^give (?<task>.+?) (?:the |a )?(?:tags?|labels?) (?<tag>.+)$`,
    `^(?!${ASKING})(?<task>.+?) (?:should|must|needs to|has to) (?:be|get) (?:tagged|labell?ed) (?:as |with )?(?<tag>#?[\\p{L}\\p{N}_-]+(?:(?:,| and|, and| &)? #?[\\p{L}\\p{N}_-]+){0,4})$`,
  ),
  ...rules(
    'untag',
    `^(?:remove|delete|drop|take|clear|strip|get rid of) (?:the )?(?:tags?|labels?) (?<tag>#?[\\p{L}\\p{N}_-]+(?:(?:,| and|, and)? #?[\\p{L}\\p{N}_-]+){0,4}) (?:from|off|off of|on|of) (?<task>.+)$`,
    `^(?:remove|delete|drop|take|clear|strip|get rid of) (?:the )?(?<tag>#[\\p{L}\\p{N}_-]+(?:,? (?:and )?#[\\p{L}\\p{N}_-]+)*)(?: tag| label)? (?:from|off|off of|on|of) (?<task>.+)$`,
    `^(?:remove|delete|drop|take|clear|strip) (?:the )?(?<tag>[\\p{L}\\p{N}_-]+) (?:tag|label) (?:from|off|off of|on|of) (?<task>.+)$`,
    `^(?:remove|delete|clear|strip|drop) (?<task>all|every|any)(?: (?:of )?(?:the|my))? (?:tags?|labels?)$`,
    `^(?:un-?tag|un-?label) (?<task>.+?)(?: (?:from |with |as )?(?<tag>#[\\p{L}\\p{N}_-]+))?$`,
  ),
  ...rules(
    'note',
    `^(?:add|put|attach|leave|write|set|make|append)(?: me)?(?: a| the| this| another)?(?: quick)? (?:note|notes|comment|description|details?) (?:to|on|for|in|about) (?<task>${QUOTED}|.+?)(?: ?[:-] ?| (?:saying|that says|that|with|to say|reading) (?:that )?|, )(?<note>.+)$`,
    `^(?:add|put|attach|leave|write|set|append)(?: a| the| this)? (?:note|notes|comment|description):? (?<note>${QUOTED}|.+?) (?:to|on|for|in) (?<task>.+)$`,
    `^(?:note|notes|comment|description) (?:on|for|to|about) (?!self\\b|myself\\b)(?<task>.+?)(?: ?[:-] ?|, | saying )(?<note>.+)$`,
    `^(?:set|change|update|edit) (?:the )?(?:notes?|description|comment) (?:of|for|on) (?<task>.+?) (?:to|as)[: ] ?(?<note>.+)$`,
    `^(?:add|put|write) (?<note>${QUOTED}) (?:to|in|into) (?:the )?(?:notes?|description) (?:of|for|on) (?<task>.+)$`,
  ),
  ...rules(
    'rename',
    `^(?:rename|retitle|reword|rephrase|call|relabel)(?: (?:the |my )?(?:task|to-? ?do|item)(?= ["'#\\d]))? (?<both>.+ (?:to|as|into|->|=>) .+)$`,
    `^(?:change|edit|update|set|correct|fix|make) (?:the )?(?:title|name|text|wording) (?:of|for|on) (?<both>.+ (?:to|as|into|->|=>|:) .+)$`,
    `^(?:change|edit|update|set|correct|fix) (?<task>.+?)(?:'s)? (?:title|name|text|wording) (?:to|as|into) (?<to>.+)$`,
    `^(?:replace|swap|exchange) (?<task>.+?) (?:with|for|by) (?<to>.+)$`,
    `^(?<task>.+?) should (?:be called|be named|be renamed(?: to)?|be titled) (?<to>.+)$`,
    `^(?<task>it|that|this|that one|this one) should (?:say|read) (?<to>.+)$`,
    `^(?:call|name|rename) (?<task>it|that|that one|(?:the )?(?:first|second|third|fourth|last)(?: one| task)?|number \\d+|#\\d+) (?!off\\b|a day\\b|back\\b|up\\b|to\\b|as\\b)(?<to>.+)$`,
  ),
  ...rules(
    'shift',
    `^(?:move|push|postpone|delay|shift|put|defer|snooze|extend|kick|bump|advance|bring) (?:back |off |out |up |forward |ahead )?(?<task>.+?) (?:(?:back|out|off|forward|up|ahead|later|by|for|another|further) )*${SHIFT}(?: (?<later>later|back|out|further|ahead|forward|earlier|sooner|before))?$`,
    `^(?:make|set) (?<task>.+?) ${SHIFT} (?<later>later|earlier|sooner)$`,
  ),
  ...rules(
    'move',
    `^(?:move|mvoe|moev|mov|push|postpone|postpon|delay|shift|put off|defer|snooze|reschedule|re-?schedule|reshedule|resched|bump|extend) (?:back |off |out |up |forward |over )?(?<both>.+ (?:to|until|till|by|on|for|->|=>) .+)$`,
    `^(?:move|push|postpone|delay|shift|put off|defer|snooze|reschedule|re-?schedule|bump|extend) (?:back |off |out |up |forward |over )?(?<both>.+)(?<dated>)$`,
    `^(?:put|push|hold) (?<task>.+?) (?:off|back|over) (?:to|until|till|for) (?<due>.+)$`,
  ),
  ...rules(
    'change',
    `^(?:change|update|edit|modify|switch|turn|set|correct|fix) (?<both>.+ (?:to|into|for|->|=>) .+)$`,
  ),
  ...rules(
    'edit',
    `^(?:edit|change|modify|update|alter|amend|adjust|rename|reschedule|move|postpone|re-?schedule|tag|prioriti[sz]e) (?<task>.+)$`,
    `^(?:rename|edit|change|update|modify|move|reschedule|postpone)(?<task>)$`,
    `^(?:i (?:want|need|would like|'d like) to )?(?:edit|change|modify|update) (?:a |one of my )?(?:task|tasks|something)$`,
  ),
];
