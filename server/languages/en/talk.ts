import { cues } from './cues.ts';
import { englishChangeRules } from './change-rules.ts';
import { englishAddRules, englishDeleteRules, englishDoneRules } from './rules.ts';
import { readEnglishShift } from './shift.ts';
import { replies } from './replies.ts';
import { englishListRules, englishRefused, englishTalkRules } from './talk-rules.ts';
import { isRegularPast, startsWithTaskVerb } from './verbs.ts';
import { findIrregularBase } from './stems.ts';
import type { LanguagePack, Rule } from '../language-pack.ts';

const POLITE = `please|pls|plz|plse|plss|pleas|kindly|hey|hi|hello|yo|ok|okay|alright|so|um|uh|erm|hmm|and|also|oh|then|now|plus|but|just|thanks|thank you|thx|parley|assistant|sorry|actually|lastly|finally|firstly|secondly|thirdly|after that|btw|by the way|quick one|quickly|additionally|besides that|wait|dear|guys|dude|mate|bro|man|yes|yeah|yep|sure|i think|ah|aha|while you'?re at it|ps|lol`;
const POLITE_BEFORE_COMMA = `well|next|first|second|third|right|great|cool|perfect|awesome|nice|good|great job|good morning|good evening|good afternoon|morning|last|bot|later`;

/** The rules of some commands must not see a polite word as a reason to cut: they are tried on what is left. */
function select(all: Rule[], commands: readonly string[]): Rule[] {
  return all.filter((rule) => commands.includes(rule.command));
}

const change = englishChangeRules;
const done = englishDoneRules;
const said = englishTalkRules;
const list = englishListRules;

/** English, the fullest of the languages. */
export const talk: LanguagePack = {
  tag: 'en',
  statement: new RegExp(
    `^(?:(?:(?:i|we)(?:'ve|ve| have)?|have|already|just) )?(?:just |already |finally |also |actually |successfully |now |only |both )*(?<task>(?<generic>(?:got|did|made|had|finished|completed|handled|sorted|settled|attended|tackled|took care of|dealt with|did go to|went to|knocked out|finished up|finished off|wrapped up|finished with|got done with|was at|been to)(?: with)? )?.+)$`,
    'du',
  ),
  passive:
    /^(?<subject>.{2,120}?)(?:'s| is| are| was| were| has been| have been| got| gets)?(?: all| now| already| finally| just)* (?<verb>[a-z]+)$/du,
  isPast: (word) => isRegularPast(word) || (findIrregularBase(word) ?? word) !== word,
  isImperative: startsWithTaskVerb,
  readShift: readEnglishShift,
  rules: [
    ...select(said, ['yes', 'no', 'decline', 'greeting', 'thanks', 'farewell', 'compliment', 'help', 'who', 'noFiles']),
    ...select(done, ['redo', 'bringBack', 'undo']),
    ...englishAddRules.filter((rule) => rule.command === 'addBare' || rule.command === 'remindLater'),
    ...select(change, ['due', 'note', 'tag', 'untag', 'noPriority', 'noDue', 'noNotes', 'noRepeat']),
    ...select(englishDeleteRules, ['split']),
    ...select(list, ['calm', 'count', 'first']),
    ...select(done, ['reopen', 'completeAll']),
    ...select(change, ['correct', 'repeat', 'priority']),
    ...select(list, ['details', 'status', 'search']),
    ...select(change, ['rename']),
    ...select(englishAddRules, ['add']),
    ...select(change, ['shift', 'move', 'change', 'edit']),
    ...select(done, ['notDone']),
    ...select(list, ['when', 'list']),
    ...select(englishDeleteRules, ['delete', 'cancel']),
    ...select(done, ['complete', 'finish']),
    ...select(englishAddRules, ['addLoose']),
    ...select(said, ['outOfScope']),
  ],
  refused: englishRefused,
  listHead:
    /^(?:(?:please |can you |could you )?(?:add|create|new|put|remind me)\b.{0,60}(?:these|following|tasks?|list|items|things|to-?dos|todos|reminders|of)(?: to my list)?|(?:my )?(?:tasks?|to-?do(?: list| s)?|todos?|list|shopping(?: list)?|groceries|reminders|things to do)(?: for .{1,30})?|add|(?:for )?(?:today|tomorrow|tonight|this week|next week|the weekend))\s?:?$/u,
  opening: new RegExp(
    `^(?:(?:no[,.! ]+(?=(?:add|delete|remove|mark|rename|move|show|complete|change) )|(?:${POLITE})(?:[\\s,.!:;-]+|$)|(?:${POLITE_BEFORE_COMMA})\\s?[,.!:;]+\\s*)*(?:(?:can|could|would|will|may|might) (?:you|u|ya|i|we)(?: please| pls| kindly| just| maybe| also)*(?: ask you to| get you to)? |(?:i|we)(?:'d| would)? (?:want|like|need) you to |i want to (?=add|delete|remove|complete|mark|rename|move|change|edit|see|create|undo|clear)|(?:i'd|i would) like to (?=add|delete|remove|complete|mark|rename|move|change|edit|see|create|undo|clear)|(?:let's|lets|let me) (?=add|delete|remove|complete|mark|rename|move|change|edit|create|undo|clear|put)|go ahead and |would you mind |i was (?:just )?wondering if you (?:could|can|would)(?: maybe| possibly)? |(?:would|could) you be (?:so kind as to|kind enough to) |it (?:would|'d) be (?:great|nice|lovely|good|cool|helpful|amazing) if you (?:could|can|would) |(?:so |right |yeah )*(?:the point is|anyway|listen|hang on|let me think|there'?s something else),? |you can |you should |try to |help me (?:to )?(?=add|delete|remove|complete|mark|rename|move|change|edit|create|undo|clear)|feel free to |(?:please|pls|plz|just|also|now|then) )*)`,
    'u',
  ),
  closing:
    /(?:[\s,.!;:-]+(?:please|pls|plz|plse|plss|for me(?: please)?|if you (?:can|could|would|don't mind)|will you|would you|can you|could you|ok|okay|asap please|thx|ty|kthx|lol|mate|bro|parley|thanks in advance|(?<=[,.!;-]\s?)(?:thanks|thank you|cheers|instead|too|as well|also|then)|instead)){1,5}[\s.!]*$/u,
  joiner:
    /[\s]*(?:[,;][\s]*(?:(?:and|then|also|but|plus|oh|now|next|so|or)[\s]+)*|[.!?]+[\s]+(?:(?:and|then|also|but|plus|oh|now|next)[\s,]+)*|\n[\s]*|\s(?:and|then|also|but|plus|&|after that)\s+(?:(?:then|also|please|now|next|after that|finally)[\s,]+)*)/gu,
  start:
    /(?!(?:drop|alter|truncate) table|delete from|insert into|select \*|update \S+ set|union select)(?:(?:please|pls|can you|could you|now|also|then|just|i|i've|ive|i have|we) )*(?:add|ad |remind me|remnid me|set (?:a|me a) reminder|don'?t (?:let me )?forget|delete|delte|remove|erase|mark|complete|tick off|check off|cross off|rename|reschedule|postpone|move|push|undo|show|list|whats|what's|what is|what do|what are|what should|how many|anything|reopen|re-open|un-?check|create (?:a|an)|put|tag|make|set|clear|cancel|get rid|change|update|note to self|new task|finished|completed|done with|split|is there|do i have|thanks|thank you|finish|prioriti[sz]e|bump|give me|tell me|paid|called|bought|sent|emailed|cleaned|did the|went to|need to|have to|gotta|must|should|delay|snooze|untag|remember to)(?![\p{L}\p{N}])/uy,
  strongStart:
    /(?:(?:please|pls|can you|could you|now|also|then|just) )*(?:add (?!up|to)|remind me|delete (?!old )|delte|remove (?:the |my )?(?:task|number|#|\d)|mark |complete (?:task|number|#|\d)|tick off|check off|cross off|rename|reschedule|postpone|undo|make (?:it|that|them)|mark (?:it|that|them)|tag (?:it|that|them)|set (?:it|that|them)|show(?: me)? (?:my|the|all|what)|list (?:my|all)|what'?s (?:left|due|on|overdue|next|open)|what is (?:left|due|on)|what do i|what should i|how many|anything (?:due|overdue|left)|reopen|uncheck|note to self|new task|thanks|thank you|(?:move|push|change) .{1,60} to )/uy,
  adding:
    /^(?:(?:please|pls|can you|could you|hey|ok|also|oh|and|yo) )*(?:add|ad|addd|remind|remnid|create|new|note|jot|write|put|don'?t|dont|remember|i (?:need|have|must|should|want|gotta|got)|need|task|to-?do)(?![\p{L}])/u,
  closedAdd: / (?:to|on|onto|in) (?:my|the) (?:[a-z-]+ )?(?:list|tasks|to-?dos)$/u,
  literal:
    /^(?:(?:please|pls|can you|could you|hey|ok) )*(?:(?:add|create|make|new)(?: (?:a|an|the|this|my|new|another|following))* (?:task|to-?do|item|reminder)|task|to-?do|note to self|note|new task|reminder) ?:|^add .*\b(?:ignore|disregard|forget)\b.*\b(?:instructions|rules|prompt)|^add ["']/u,
  and: /\s*(?:,\s*(?:(?:oh )?(?:and )?(?:also|then|afterwards|after that)|and|&|plus|or)?\s+|,|;|\s(?:(?:and )?(?:then|also|afterwards|after that)|and|&|plus|as well as)\s)\s*/gu,
  sequence: /\b(?:then|afterwards|after that)\b/u,
  extra: /\balso\b/u,
  clause:
    /^(?:it'?s|its|it is|this is|that'?s|say(?= (?:by|on|at|before|around|tomorrow|today|next) )|which|because|since|but|so|due|by|at|on|before|after|when|if|who|where|tomorrow|today|tonight|next|this|every|monday|tuesday|wednesday|thursday|friday|saturday|sunday|high|low|medium|urgent|important|not|no rush|asap|in \d|please|thanks)(?![\p{L}])/u,
  company: /\b(?:with|for|between|about|from|to|at|of|near|via|re|regarding|like|such as|including)\b/u,
  titleLead: /^(?:[\s,:;-]|(?:to|that|about|for me to|of) (?=\S))+/u,
  noteMark:
    /[\s,;.(-]{0,20}(?<![\p{L}])(?:(?:with |and )?(?:a |the )?(?:notes?|details?|description|comment)(?: ?:| saying| that says) ?)/u,
  priorityLead:
    /(?:[\s,;:(.-]|(?<![\p{L}])(?:with|as|at|and|it'?s|it is|is|this is|that is|that's|very|a|of|in|really|set to|set|make it|super|so|the|which is|mark it|marked)(?![\p{L}]))+$/u,
  frame:
    /^(?:(?:the|my|that|this|our|a|an|task|to-?do|item|reminder|called|named|titled|about|one|for|to) ?:? ){0,6}(?<inner>.+?)(?: (?:task|to-?do|item|reminder|one|entry|thing|from (?:my|the) list|on (?:my|the) list|off (?:my|the) list)){0,3}$/du,
  plural: /\b(?:tasks|ones|items|to-?dos|todos|things|stuff|reminders)\b/u,
  containing:
    /(?:\b(?:that |which )?(?:with|containing|contain|contains|including|include|includes|mentioning|mention|mentions|named|called|about|matching|starting with|that start with|that say|saying|regarding|related to|to do with)\b(?: the)?(?: word| words| text| name| title| letters)? (?<word>"[^"]+"|'[^']+'|(?!(?:a |no |the )?(?:high|low|medium|due|tag|tags|deadline|priority|for|today|tomorrow|this|next)\b).+?)(?: (?:in|on|as|within) (?:(?:the|their|its|it|them|my|it's|a)(?: |$))?(?:name|names|title|titles|text|description)?| (?:somewhere|anywhere))?)$/du,
  tagged:
    /\b(?:tagged|labell?ed|tag|label|with (?:the )?(?:tag|label)|in (?:the )?(?:tag|label|category))(?: (?:as|with))? (?<tag>[\p{L}\p{N}_-]+)/u,
  undated:
    /\b(?:without|with no|no|have no|has no)(?: a| any)? (?:due ?dates?|deadlines?|dates?)\b|\bundated\b|\bunscheduled\b/u,
  link: /\s(?:to|as|into|->|=>|for|until|till|on|by)\s/gu,
  commandWords: [
    'delete',
    'remove',
    'remind',
    'complete',
    'completed',
    'finish',
    'finished',
    'rename',
    'move',
    'reschedule',
    'postpone',
    'mark',
    'show',
    'list',
    'undo',
    'reopen',
    'create',
    'cancel',
    'done',
    'change',
    'update',
    'today',
    'tasks',
    'overdue',
    'priority',
    'everything',
  ],
  tailWords: [
    'with',
    'done',
    'finished',
    'complete',
    'completed',
    'priority',
    'tasks',
    'today',
    'overdue',
    'everything',
  ],
  words: {
    everything:
      /^(?:all|every(?:thing)?|each|the (?:whole|entire|full|complete)|my (?:whole|entire|full|complete))(?![\p{L}])|^(?:my|the) (?:(?:to-?do|task) )?(?:list|tasks|to-?dos|todos)$/u,
    except:
      /[\s,]*\b(?:except|but(?: not)?|apart from|besides|other than|excluding|minus|save for|aside from|not including|leaving out)(?: for| the one| the ones)? (?<except>.+)$/u,
    overdue: /\b(?:overdue|over due|past due|late|behind(?: on)?|missed|past (?:the|their) (?:deadline|due date))\b/u,
    completed:
      /\b(?:done|completed?|finished|ticked|checked off|closed|already did|accomplished?|finish|get done|got done|did i do)\b/u,
    open: /\b(?:open|pending|left|remaining|outstanding|unfinished|incomplete|undone|not done|to do|still|active|uncompleted|unchecked)\b/u,
    priority: {
      high: /(?:!high|!h\b|!!!|!1\b|\bp1\b|\b(?:very |really |super |top |the )*(?:high(?:est|er)?|top|urgent|critical)[ -]?(?:prio(?:rity)?|importance)?\b(?! (?:school|street|chair|five|tea|heels|shelf|court|up|hat|gear|secret))|\burgent(?:ly)?\b|\bcritical\b|\bimportant\b|\bprio(?:rity)? ?:? ?(?:high|1|top)\b|\basap\b)/u,
      medium:
        /(?:!medium|!med\b|!m\b|!!(?!!)|!2\b|\bp2\b|\b(?:medium|normal|middle|mid)[ -]?(?:prio(?:rity)?|importance)\b|\bprio(?:rity)? ?:? ?(?:medium|normal|2)\b)/u,
      low: /(?:!low|!l\b|!3\b|\bp3\b|\b(?:low(?:est|er)?)[ -]?(?:prio(?:rity)?|importance)\b|\bunimportant\b|\bnot (?:urgent|important)\b|\bprio(?:rity)? ?:? ?(?:low|3)\b)/u,
    },
    focus:
      /^(?:it|that|this|that one|this one|the one|them|those|these|that task|this task|the task|the same(?: one| task)?|both(?: of them)?|(?:them|those|these) (?:both|two|all)|it too|that too|that thing|the (?:latest|new|newest|recent) (?:one|task)|the one (?:i|you|we) just (?:added|made|created|mentioned)|the last (?:one|task) (?:i|you) (?:added|made|created)|the task (?:i|you) just (?:added|made|created)|what (?:i|you) just added|all of them|all of those|them all|these two|those two|the two|the other one)$/u,
    both: /^(?:(?:them|those|these) (?:both|two|all)|both|both of them|all of them|them|those|these|all|them all|all of those|these two|those two|the two|either|every one|everyone|all three|all of these)$/u,
    number:
      /^(?:the )?(?:(?:tasks?|numbers?|num|nr|no|item|items|#|id|to-?do|todo|ids|nos)\.? ?(?:number |no\.? ?|id |#)?)?(?:#)?(?<n>\d{1,6})(?:st|nd|rd|th)?(?: one| task| on (?:my|the) list)?$/u,
    ordinals: [
      /^(?:the )?(?:first|1st|top)(?: one| task| item| option)?(?: (?:on|in|from) (?:my |the )?list| please| pls)*$/u,
      /^(?:the )?(?:second|2nd)(?: one| task| item| option)?(?: (?:on|in|from) (?:my |the )?list| please| pls)*$/u,
      /^(?:the )?(?:third|3rd)(?: one| task| item| option)?(?: (?:on|in|from) (?:my |the )?list| please| pls)*$/u,
      /^(?:the )?(?:fourth|4th)(?: one| task| item| option)?(?: (?:on|in|from) (?:my |the )?list| please| pls)*$/u,
      /^(?:the )?(?:fifth|5th)(?: one| task| item| option)?(?: (?:on|in|from) (?:my |the )?list| please| pls)*$/u,
      /^(?:the )?(?:last|bottom|latter|final)(?: one| task| item| option)?(?: (?:on|in|from) (?:my |the )?list| please| pls)*$/u,
    ],
    listNoise:
      /\b(?:show|me|my|the|all|of|every|everything|what|which|whats|is|are|do|does|did|have|has|had|i|we|got|there|on|in|for|to|from|that|with|a|an|any|anything|something|some|tasks?|to-?dos?|todos?|items?|things?|stuff|list|lists|agenda|schedule|plate|day|jobs?|chores?|plans?|please|just|only|still|need|due|be|been|was|should|can|will|you|it|up|out|at|by|or|and|else|again|now|current|currently|entries|entry|look|looking|like|going|so|far|new|coming|upcoming|happening|planned|scheduled|ones?|get|many|much|status|priority|prio|deadline|deadlines|reminders?|more|am|full|whole|entire|soon|under|marked|as|tagged|tag|tags|label|labelled|labeled|about|recently|already|right|everyone|this|free|busy|ahead|through|total|really|know|today's|work on|lot|see|read|give|tell|next|s|set)\b/gu,
    isDone:
      /(?:^|\b)(?:done|finished|complete|completed|it'?s done|its done|mark it|check it off|tick it off|i did it|did it|the first|already did)\b/u,
    isNew: /(?:^|\b)(?:new|add|another|create|add it|new one|a new one|again|separate|the second)\b/u,
    danglers:
      /(?:[\s,;:-]+(?:on|at|by|for|due|until|till|before|from|this|the|in|every|starting|beginning|of|to|and|around|about|is|scheduled|deadline|due date|due by|due on)){1,5}$/u,
  },
  cues,
  heard: {
    referring: {
      rest: String.raw`(?:the )?others|(?:the )?other (?:ones|two|three)|(?:the )?remaining(?: ones?| two| three)?|the rest(?: of them)?`,
      wrong: String.raw`no+|nope|nah|not (?:that|this|it)(?: one)?|sorry|oops|whoops|wait|hang on|hold on|i meant?|actually|rather|correction|scratch that|or rather|hmm+`,
      noting: String.raw`(?:put|add|write|note|stick|keep|have) (?:that|it|this|them)(?: down)? (?:in|into|to|under|on) (?:the |its |his |her )?notes?|(?:in|into|to|under) the notes?|as a note|put (?:that|it) (?:in|down) as a note|note (?:that|it)(?: down)?(?: there| on it)`,
      cancelling: String.raw`cancel(?: that| it)?`,
      other: String.raw`(?:the )?others?(?: ones?| two| three)?|(?:the )?remaining(?: ones?| two| three)?|the rest(?: of them)?`,
      same: String.raw`(?:and )?(?:do )?(?:the )?same(?: thing| again| goes)?(?: for| with| to)?|ditto(?: for)?|likewise(?: for)?`,
    },
    things: 'things|tasks|errands|chores|reminders|to-?dos',
    ontoList: String.raw`(?:to|on|onto|in) (?:my|the|our) (?:(?:to-? ?do|task|shopping|grocery) )?list`,
    correcting:
      "no+|nope|nah|sorry|oops|wait|actually|h+m+|a+h+|oh|um+|erm?|i meant?|meant|rather|instead|make it|let'?s say|say|only|just|it'?s|its|is|better|ok(?:ay)?|fine|please|then|and|so|maybe|do it|have it|put it|set it|move it|push it|change it|them|these|those|all|of",
    polite: 'please|pls|plz|thank you|thanks|thx|ty|parley',
    ok: 'ok|okay|okey|k|kk|fine|good|alright|all right|right|sure|great|cool|got it|yep ok|ok sure',
    small:
      'the a an my our your this that these those to of for some task tasks todo todos item reminder thing one please pls',
    questions: String.raw`(?:what|which|who|whom|whose|when|where|why|how)(?:'s|'re)?|(?:is|are|am|was|were|do|does|did|can|could|should|would|will|has|have)\s(?:i|you|we|they|he|she|it|this|that|these|those|the|my|your|there|any|anyone|someone)`,
    levels: { high: 'high|higher|highest', medium: 'medium|normal', low: 'low|lower|lowest' },
    priority: 'prio',
    byPriority: 'prio|import|urgen',
    byDue: 'due|deadline|dat|day|time',
    besideDate: 'on|at|by|to|for|the|due|until|till|instead|please|then|now|it|of|and|from|be',
    aroundDay: String.raw`(?<=\b(?:\p{L}+day|tomorrow|tonight|week|weekend|month))['’]s(?!\p{L})|(?<!\p{L})(?:from|of)(?= )`,
    beforeMoved: 'off|back|over|out|forward|up|to be',
    afterMoved: 'instead|now|then|please',
    beforeTitle: 'say|read|be called|be',
    range: 'to|through',
    because: 'because|since|cause|cuz',
    besideTags: 'the|tags?|labels?|and',
    states: 'is|are',
    newOne: 'one|a new one|new one|another one|as new|it please',
    heading: 'to-?dos?',
    synonyms: [
      'buy get purchase grab',
      'call phone ring telephone',
      'mom mum mother mommy mama',
      'dad father papa',
      'clean tidy',
      'email mail',
    ],
  },
  phrases: replies,
};
