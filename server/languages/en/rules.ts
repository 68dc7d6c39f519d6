import { LIST, PRIORITY, QUOTED } from './fragments.ts';
import { rules, type Rule } from '../language-pack.ts';
import { TASK_VERBS } from './verbs.ts';

const THE = `(?:(?:the|my|our|a|an|this|that|another|one|some|these) )`;
const TASK = `(?:tasks?|to-? ?dos?|items?|reminders?|entry|entries)`;
const ONTO = `(?: (?:to|on|onto|in|into|from) (?:${LIST}|(?:my|the) (?:to-? ?do )?(?:lsit|lits|lst|lis|lisst|litst))| (?:to|on) it)`;
const DONE = `(?:done|complete|completed|finished|sorted|handled|ticked off|checked off|taken care of|dealt with|over and done with|off my (?:list|plate))`;
const BE = `(?:is|are|was|were|has been|have been|got|'s|'re|s)`;
const LATELY = `(?:(?:now|all|already|finally|just|actually|also|both|completely) )*`;
const OPTIONAL_AS = `(?:as |to be |to )?`;

export const englishAddRules: Rule[] = [
  ...rules(
    'addBare',
    `^(?:i (?:want|need|would like|wanna) to )?(?:add|create|make|set|set up|new|start|enter)(?: ${THE}?(?:new )?(?:${TASK}|something|one|thing)| me a reminder)?(?: for me)?(?: ${ONTO.trim()})?:?$`,
    `^(?:i have |there is |there's )?(?:a )?(?:new|another|next) (?:task|to-? ?do|item|reminder)$|^(?:task|to-? ?do|reminder):?$`,
    `^remind me (?:to|about|of|that)$`,
    `^(?:remind me|set (?:me )?a reminder|reminder|put something on ${LIST})$`,
  ),
  ...rules(
    'remindLater',
    `^(?:remind|ping|nudge|tell|ask) me (?:again |about (?:it|that|this) )?(?:later|soon|sometime|some other time|another time|in a (?:bit|while))(?: on)?$`,
  ),
  ...rules(
    'add',
    `^(?:(?:add|create|put in|insert|log|save|enter|record|new)(?: me)?|(?:make|set|set up|start|give me|i want|i need|i'd like)(?: me)?(?= (?:a|an|another|one more|\\d+|two|three) )) ${THE}?(?:(?:new|quick|more|\\d+|two|three|four|five|following|daily|weekly) )*${TASK}(?! ?#?\\d)(?: (?:for me|please))?(?: to ${LIST})?(?:(?: (?:called|named|titled|saying|that says|which says|for|to|about|that|with (?:the )?(?:title|name)|as))? ?[:-]? | ?[:,-] ?)(?<title>.+)$`,
    `^(?:${THE}?(?:new |next |another )?(?:task|to-? ?do|item|reminder)s?|note to self|memo|my tasks?|my to-? ?dos?|new)(?: for me)? ?[:-]\\s?(?<title>.+)$`,
    `^(?:new|another) (?:task|to-? ?do|item|reminder)(?: is| to| for)? (?<title>.+)$`,
    `^(?:task|to-? ?do|reminder) (?:to )?(?!lists?\\b|items?\\b|app\\b|due\\b|is\\b|number\\b|done\\b|for\\b|on\\b)(?<title>[a-z].+)$`,
    `^(?:add|ad|adds|ads|addd+|aad|dd|adde) (?:in )?(?:these|the following|the next|this|all of these|all these|a few things|some things|stuff)?(?: (?:${TASK}|things|ones|stuff))?(?:${ONTO})? ?[:\\n] ?(?<title>[^]+)$`,
    `^(?:one|another(?: one)?|one more|the same) (?:for|about) (?<title>.+)$`,
    `^(?:one more|another one|another|one last|next|also|and)(?: thing| task)? ?: ?(?<title>.+)$`,
    `^(?<title>(?:${PRIORITY}|asap) ?: ?.+)$`,
    `^(?:add|ad|adds|addd+) ?[:-] ?(?<title>[^]+)$`,
    `^(?:add|ad|adds|addd+|aad|adde) (?:in |also )?(?<title>.+?)${ONTO},? (?<when>.{2,60})$`,
    `^(?:add|ad|adds|addd+|aad|adde) (?:in |also |another |another one,? |one more,? |on )?(?<title>.+?)(?:${ONTO}| as (?:a |another )?(?:new )?(?:${TASK})| to the list| on there| in there)?$`,
    `^(?:put|stick|chuck|throw|pop|drop|get|whack|slap|have|place|include|want|write|stuff|bung|plonk) (?<title>.+?)(?: down)? (?:on|onto|in|into|to) ${LIST}$`,
    `^(?:put|jot|write|note|take|scribble|pencil) (?:down|in) ?:?(?: that i (?:need|have) to| to| that)? (?<title>.+?)(?: (?:on|to|in) ${LIST})?$`,
    `^(?:make a note|note|leave (?:me )?a note)(?: to| that i (?:have|need|must|want|got) to| that| of| for)? ?:? (?<title>.+)$`,
    `^(?:remind|reminf|remin|rimind|reming|remindme) ?(?:me|us|myself)?(?: again)?(?: (?:that i (?:need|have|should|must|gotta)(?: to)?|to|about|of|that))? (?<title>.+)$`,
    `^(?<when>.{2,40}?)[,:]? (?:please )?remind me(?: to| about| of| that)? (?<title>.+)$`,
    `^(?:(?:a )?reminder|remember|help me (?:to )?remember)(?: that i (?:need|have|must|should)(?: to)?| to| about| for| that)? (?<title>.+)$`,
    `^(?:do not|don'?t|dont|never) (?:let me )?forget(?: to| about| that i (?:need|have) to| that)? (?<title>.+)$`,
    `^(?:i )?(?:can'?t|cannot|must ?n[o']?t|should ?n[o']?t|better not|do not want to|don't want to|dont want to|mustn't|shouldn't)(?: forget| miss)(?: to| about)? (?<title>.+)$`,
    `^make sure (?:that )?(?:i|we)(?: do(?:n't| not) forget to| remember to)? (?<title>.+)$`,
    `^(?<title>.+?)[,;:-]? (?:add|addd+)(?: (?:it|this|that|them|these|those))?(?:${ONTO})?$`,
    `^(?<title>.+?)[,;:-]? (?:(?:needs?|has|have) to|should|must|can) (?:go|be|get) (?:added |put )?(?:on|onto|to|in) ${LIST}$`,
    `^(?!what|which|how |is |are |show|list |find |search|erase|delete|remove|clear|wipe|mark|read |tell|check|cross|tick|anything|everything|do i|take |get rid|who|when|where|why)(?<title>.+?)(?: ?[,;:-] ?| )(?:(?:put|stick|get|save|note) (?:it|this|that) )?(?:on|onto|to) (?:my|the) (?:(?:to-? ?do|task|shopping|grocery) )?list$`,
    `^(?<title>.+?)[,;:-]? (?:please )?(?:remind me|don'?t let me forget)(?: (?:of|about) (?:it|this|that)| to do (?:it|this|that)|(?: to)?)?$`,
    `^(?:schedule|plan|book in|calendar|pencil in) ${THE}?(?:task|reminder)(?: to| for| about)? (?<title>.+)$`,
  ),
  ...rules(
    'addLoose',
    `^(?:my next (?:task|job|thing)|(?:the )?(?:next|first|second|last|only) thing|what i (?:have|need|want|got) to do|next up|the point)(?: now| today| then)? is(?: that)?(?: i (?:need|have) to| to)? (?<title>.+)$`,
    `^(?:still |also |really )*(?:must|need to|have to|gotta|got to) (?:remember to |also |still )*(?<title>\\p{L}.+ .+)$`,
    `^(?:i|we) (?:really |still |also |just |kinda |totally |probably |urgently |desperately )*(?:need|have|want|got|ought|plan|intend|am supposed|'m supposed|like|am going|'m going|am gonna) to (?:remember to |not forget to |make sure (?:i|to) |be reminded to )?(?<title>.+)$`,
    `^(?:i|we)(?:'ve|ve| have)? (?:really |still |also )*(?:got to|gotta|must|should|had better|'d better|better|wanna|needa|shall|will) (?:remember to |not forget to |really |also )*(?<title>.+)$`,
    `^(?:i'd like|id like|i would like|i'm supposed|im supposed|i'm meant|im meant|i am meant) to (?:remember to )?(?<title>.+)$`,
    `^(?:need|have|got|gotta|must|should|want|time|supposed|wanna)(?: to)? (?:remember to )?(?<title>(?:${TASK_VERBS})\\b.*)$`,
    `^(?:i|we) (?:really |also |still )*need (?!help\\b|you\\b|some help|more time|a (?:break|holiday|vacation|hug|drink)\\b|sleep\\b|rest\\b)(?:a |an |some |the )?(?<title>.+)$`,
  ),
];

/** How completing, reopening and undoing are said in English. */
export const englishDoneRules: Rule[] = [
  ...rules(
    'redo',
    `^(?:please )?(?:re-?do|ctrl[ +-]?y)(?: (?:that|it|this|them|those|everything|all|(?:the |my |that |this )?(?:last|previous|latest|most recent) ?(?:one|change|changes|thing|action|step|undo)?|the (?:change|changes|undo)|what you (?:just )?(?:undid|took back)|again|pls|please))*(?:[,;.!:-] ?.*| (?:because|cause|cuz|i|since|as)\\b.*)?$`,
    `^(?:please )?(?:undo|revert|reverse|cancel|take back) (?:the|that|this|your|my) (?:last |previous |latest )?(?:undo|undoing|undid)(?: again)?(?: please| pls)?(?:[,;.!:-] ?.*)?$`,
    `^un-?undo(?: (?:that|it|this|them))?$`,
  ),
  ...rules(
    'bringBack',
    `^(?:oops|whoops|wait|no|nvm|sorry|hmm|actually)?[,!.]* ?(?:put|bring|get|give me) (?:that|it|this|them|everything|all of (?:it|them)) back(?: again)?(?: please)?$`,
    `^(?:oops|whoops|wait|no|sorry|hmm|actually)?[,!.]* ?(?:i )?want (?:that|it|this|them) back(?: again)?(?: please)?$`,
  ),
  ...rules(
    'undo',
    `^(?:please )?(?:undo|revert|reverse|roll back|rollback|ctrl[ +-]?z|restore)(?: (?:that|it|this|them|those|everything|all|(?:the |my |that |this )?(?:last|previous|latest|most recent|recent) ?(?:one|change|changes|thing|action|step|delete|deletion|edit|update|move|add)?|the (?:change|delete|deletion|changes|edit|update)|what you (?:just )?did|deletion|delete|again|pls|please))*(?:[,;.!:-] ?.*| (?:because|cause|cuz|i|since|as)\\b.*)?$`,
    `^(?:(?:oops|whoops|wait|no|nope|sorry|hmm)[,!. ]+)*(?:scratch|strike|reverse|revoke) (?:that|it|this)(?: last)?(?: (?:one|thing|change|bit))?$`,
    `^(?:oops|whoops|wait|no|nvm|sorry|hmm)?[,!.]* ?(?:take|change) (?:that|it|this|them) back(?: please)?$`,
    `^(?:oops|whoops|no no|wait)[,!.]* ?(?:undo|that was (?:a mistake|wrong|an accident)|wrong one|didn'?t mean (?:to|that).*|i didn'?t mean (?:to|that).*|not that one)$`,
    `^(?:that was (?:a mistake|an accident)|i (?:didn'?t|did not) mean (?:to do )?that|go back(?: one step)?|i changed my mind)$`,
  ),
  ...rules(
    'notDone',
    `^(?:i|we)? ?(?:did ?n[o']?t|didnt|did not|have ?n[o']?t|haven'?t|have not|never) (?:actually |really |yet |even )*(?<task>(?:\\w+ )?.+?)(?: yet| at all| though| actually| after all)*$`,
    `^(?<task>.+?) (?:is ?n[o']?t|isnt|is not|was ?n[o']?t|wasnt|was not|are ?n[o']?t|aren'?t|'s not) (?:actually |really |quite |even )?(?:${DONE})(?: yet| at all| though| actually| after all)*$`,
  ),
  ...rules(
    'reopen',
    `^(?:mark|set|flag|make|change|put) (?<task>.+?) (?:back )?${OPTIONAL_AS}(?:back to )?(?:not (?:yet )?(?:done|complete|completed|finished)|undone|un-?done|incomplete|unfinished|pending|open|to-? ?do|active|uncompleted)(?: again)?$`,
    `^(?:re-?open|un-?check|un-?mark|un-?complete|un-?tick|re-?activate|un-?finish|undone|bring back|restore|un-?do|re-?do) (?:the )?(?:completion of )?(?<task>.+)$`,
    `^put (?<task>.+?) back(?: (?:on|onto|in|to) ${LIST})?$`,
  ),
  ...rules(
    'completeAll',
    `^(?:(?:i|we)(?:'ve|ve| have|'m|m| am)? ?)?${LATELY}(?:${DONE} |did |done )?(?:with )?(?:everything|all of (?:it|them)|all of my tasks|all my tasks|all tasks|them all|it all|every task|all (?:the )?(?:tasks|things|of those|of these)|the (?:whole|entire) list|my (?:whole |entire )?list)(?:'s| is| are|s)? ?${LATELY}(?:${DONE})?(?:[ ,]*(?:except|but|apart from|besides|other than|excluding|minus|save|aside from|not)(?: for| not)? (?<except>.+))?$`,
    `^(?:mark|set|flag|tick|check|cross|complete|finish|close) (?:off )?(?:everything|all(?: of)?(?: (?:the|my|them|it|these|those))?(?: (?:open|pending|remaining))*(?: (?:tasks|to-?dos|things|items))?|every (?:single )?(?:task|thing|item)|my (?:whole |entire )?list) ?(?:off )?(?:as )?(?:done|complete|completed|finished)?(?:[ ,]*(?:except|but not|but|apart from|besides|other than|excluding|minus)(?: for)? (?<except>.+))?$`,
    `^all ${DONE}[ ,]*(?:except|but|apart from|besides|other than|excluding|minus)(?: for| not)? (?<except>.+)$`,
  ),
  ...rules(
    'complete',
    `^(?:mark|set|flag|make|change|put|count) (?!(?:as )?(?:done|complete|completed|finished)$)(?<task>(?:${QUOTED})|.+?) ${OPTIONAL_AS}(?:as )?(?:being )?(?:all )?(?:done|complete|completed|finished|off|closed|resolved|ticked|checked)(?: off)?(?: (?:on|from|off) ${LIST})?$`,
    `^(?:complete|finish|check off|tick off|cross off|mark|mark (?:as )?(?:done|complete|completed|finished))(?<task>)$`,
    `^mark (?:as )?(?:off|done|complete|completed|finished)[: ]+(?<task>.+)$`,
    `^(?:check|tick|cross|scratch|strike|knock|mark|chalk) (?:off|out) (?<task>.+?)(?: (?:on|from|off) ${LIST})?$`,
    `^(?:check|tick|cross|scratch|strike|knock) (?<task>.+?) off(?: (?:on|from|of|off) ${LIST}| ${LIST})?(?<done>)$`,
    `^(?:ticked|checked|crossed|scratched|struck|marked) (?:off )?(?<task>.+?)(?: off)?(?: (?:on|from|off) ${LIST})?$`,
    `^tick (?<task>.+)$`,
    `^(?:(?:i|we)(?:'m|m| am|'re|'ve| have)? )?${LATELY}(?:done|finished|all done|thru|through|ready) with (?<task>.+?)(?: now| already| too| today| at last| finally)*$`,
    `^(?:complete|compelte|complte|completed|close|close out|resolve|done|done:|finished:|completed:)[: ]+(?<task>.+)$`,
    `^(?<task>.+?)[, ]* ?${BE}? ${LATELY}${DONE}(?: now| already| too| today| at last| finally| with| off)*$`,
    `^(?<task>.+?)'s ${LATELY}${DONE}(?: now| already| too| today)*$`,
    `^(?:you can |please )?(?:check|tick|cross|mark) (?<task>(?:task |number |no\\.? ?|#)?\\d+(?:(?:,| and|, and| &) ?#?\\d+)*)$`,
  ),
  ...rules('finish', `^(?:finish|finish off|finish up|wrap up|get done|conclude) (?<task>.+)$`),
];

export const englishDeleteRules: Rule[] = rules(
  'delete',
  `^(?:delete|remove|erase|trash|delete something|delete a task|remove a task)(?<task>)$`,
  `^(?:delete|remove|erase|trash|bin|scrap|discard|purge|wipe|nuke|kill|dump|ditch|axe|destroy|eliminate|del|rm|get rid of|throw (?:away|out)|dispose of) (?:out )?(?!(?:all |every |any |of |my |the |these )*(?:tags?|labels?|reminders?|dates?|deadlines?|notes?|priorit(?:y|ies)|history|chats?|conversations?|messages?)$)(?<task>.+?)(?: (?:from|off|off of|out of|on) ${LIST})?(?: (?:permanently|forever|completely|entirely|for good))?$`,
  `^(?:take|kick|get|cut|pull|leave) (?<task>.+?) (?:off(?: of)?|from|out of|out)(?: (?:my|the|our) (?:(?:to-? ?do|task|shopping|grocery) )?list)$`,
  `^(?:throw|bin|toss|chuck) (?<task>.+?) (?:away|out|in the (?:bin|trash))$`,
  `^(?:clear|empty|wipe|clean) (?:out |up |off )?(?!(?:all |my |the |whole |entire |this )*(?:day|week|month|morning|afternoon|evening|weekend|history|chats?|conversations?|tags?|labels?|reminders?|dates?|notes?)$)(?<task>(?:all|everything|my|the|every)\\b.*|completed?.*|done.*|finished.*)$`,
  `^(?:i|we) (?:no longer|don'?t|dont|do not) (?:need|want|have|care about)(?: to)?(?: do)? (?<task>.+?)(?: any ?more| any longer| on (?:my|the) list| now)*$`,
  `^(?:never ?mind|nvm|forget|forget about|drop|skip|lose) (?:about )?(?<task>(?:the |my )(?!rest|instructions|rules|above|previous).+|task .+|number .+|#\\d+)$`,
).concat(
  rules('cancel', `^(?:cancel|call off|abort) (?<task>.+?)(?: (?:from|on|off) ${LIST})?$`),
  rules(
    'split',
    `^(?:split|break|divide)(?: up| down)? (?<task>${QUOTED}|.+?)(?: up| down)?(?: in ?to| as| to|:)(?: (?:\\w+ )?(?:sub-? ?)?(?:tasks|steps|parts|pieces|items)(?: ?[:-]|,)?)? (?<items>.+)$`,
    `^(?:turn|replace|change) (?<task>${QUOTED}|.+?) (?:into|with)(?: (?:\\w+ )?(?:sub-? ?)?(?:tasks|steps))? ?:? (?<items>.+(?:,| and ).+)$`,
  ),
);
