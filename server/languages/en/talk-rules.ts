import { rules, type Rule } from '../language-pack.ts';

const TASK = `(?:tasks?|to-? ?dos?|todos?|items?|reminders?|things?|stuff|list|agenda|schedule|plate|day|jobs?|chores?|plans?|backlog|deadlines?|entries|ones?)`;
const SHOW = `(?:show|list|display|view|see|read|print|tell|give|open|pull up|bring up|get|fetch|check|look at|go through|run through|run me through|recap|review|summari[sz]e|shw|shwo|sohw|lst|lits|dispaly)`;
/** "by priority": an order, with its key. */
const ORDERED = `(?:(?:by|according to|in order of) |(?:with )?(?:the )?(?=(?:most|highest|top) \\w+ first$))(?<order>(?:the |their |its )?(?:due ?dates?|deadlines?|dates?|day|time|prio|priority|priorities|importance|urgency|titles?|names?|alphabet|(?:most|highest|top) \\w+)(?: first)?)`;
/** Questions about the world, though they begin like those about the list. */
const ELSEWHERE = `(?:so |ok |and )?(?:what|how)(?:'s| is| will|s)? (?:the |be )*(?:weather|forecast|temperature|capital|news|score|price|meaning|population|president|difference|exchange rate)\\b`;
const FILE = `(?:this|that|the|my|these|those|an?)?(?: ?(?:attached|uploaded|text|word|excel))? ?(?:files?|attachments?|pdfs?|documents?|docx?|spreadsheets?|screenshots?|csv|images?|uploads?)(?: (?:i (?:just )?(?:sent|attached|uploaded|shared)|above|here|attached))?`;
const GET = `(?:can you |could you )?(?:add|import|read|load|create|make|extract|copy|take|get|pull|parse|summari[sz]e|list|show|put|use|save)(?: me)?`;
const ONTO = `(?: as tasks?| into tasks?| (?:on|to|in|into) (?:my|the) (?:to-?do )?(?:list|tasks))?`;
const FEW = `(?:\\d+|two|three|four|five)`;

export const englishListRules: Rule[] = [
  ...rules(
    'count',
    `^(?:so )?how many (?<rest>.*)$`,
    `^(?:what(?:'s| is) the (?:number|count|total) of|count|number of) (?<rest>(?:all |my |the |open |pending |overdue |done |completed )*${TASK}.*)$`,
    `^how (?:much|long) (?<rest>(?:is left|do i (?:still )?have(?: left| to do)?|is my list|work is left|stuff is left|is there(?: left)? to do).*)$`,
  ),
  ...rules(
    'first',
    `^(?:so |ok )?(?:what|which)(?: one| task| thing| of (?:these|them)|'s| is)? (?:should|shall|do|would|must|could|can|to|is|'s|are)(?: be)? ?(?:i|we|you)? ?(?:do|tackle|start|begin|work|focus|prioriti[sz]e|suggest|recommend|the most|most|my most|my top|my next|my first|my biggest|the top|the next|the first|more|the best)(?: with| on| by doing| doing)?(?: ?(?:first|next|now|today|right now|important|urgent|pressing|thing|task|priority|things|to do|i do|to start with|to work on|to start))+$`,
    `^(?:what|which)(?: one| task| thing)?(?: is|'s|s)? (?:the )?(?:(?:most|more) (?:important|urgent|pressing)|top priority|my priority|first|next|next up|up next|number one)(?: thing| task| one| priority| on my list)?(?: today| now| right now| for me)?$`,
    `^(?:where|how|what) (?:do|should|shall|would|can) i (?:start|begin|start with|begin with|prioriti[sz]e|focus on|work on|tackle)(?: today| now| first)?$`,
    `^(?:help me (?:prioriti[sz]e|decide|choose|pick|focus|plan my day)|prioriti[sz]e(?: my (?:list|tasks|day))?(?: for me)?|pick (?:one|a task|something)(?: for me)?|suggest (?:a task|something)|plan my day|what now|what next|next(?: one| task| up| please)?|and now|i'm bored|im bored|give me something to do|most important(?: task| thing)?|top (?:task|priority|${FEW})(?: tasks| priorities)?)$`,
    `^what(?: is|'s|s) (?:the |my )?(?:most important|top|next|first|biggest|number one)(?: task| thing| priority| item| one)?(?: on (?:my|the) list| to do| today| for today| now)*$`,
  ),
  ...rules(
    'calm',
    `^.*\\b(?:stressed|overwhelmed|overloaded|swamped|drowning|burnt out|burned out|burnout|freaking out|panicking|anxious|exhausted|snowed under|too much (?:to do|on my plate|work|going on|stuff)|so much to do|can'?t (?:cope|keep up|handle (?:this|it all|everything))|cant (?:cope|keep up)|losing it|so busy|way too many|too many (?:tasks|things))\\b.*$`,
  ),
  ...rules(
    'when',
    `^(?!what (?:time|day|date) is it)(?:when|what (?:day|date|time)|till when|until when|by when)(?:'s| is| are| was| do| does| did| should| must| will)? (?:(?:i|it|the|my|we|that) (?:have to|need to|supposed to|meant to|got to)?)?(?<task>.+?)(?: (?:due|happening|scheduled|planned|again|scheduled for|on|at|by))*$`,
    `^(?:what(?:'s| is) the|whats the) (?:due date|deadline|date|day|time) (?:of|for|on) (?<task>.+)$`,
  ),
  ...rules(
    'status',
    `^(?:is|are|was) (?<task>(?!there|anything|any|everything|all|it me|this chat|that all|something).+?) (?:done|complete|completed|finished|still open|still pending|open|pending|overdue|on (?:my|the) list|due)(?: already| yet| now)?$`,
    `^(?:did|have|had) i (?:already |ever |even )?(?:do|done|finish|finished|complete|completed)? ?(?<task>(?!anything|all|any|everything).+?)(?: yet| already)?$`,
    `^(?:do|did) i (?:already )?(?:have|add|put) (?:a task (?:for|about|called|to) |the task )(?<task>.+?)(?: on (?:my|the) list| already)*$`,
    `^(?:what(?:'s| is) the )?status (?:of|on|for) (?<task>.+)$`,
  ),
  ...rules(
    'details',
    `^(?:${SHOW}|details?(?: of| on| about| for)?|info(?: on| about)?|what(?:'s| is|s)|more about|tell me (?:more )?about)(?: me| the details (?:of|for|on))? (?<task>(?:task |number |no\\.? ?|#)+\\d+)(?: details| about| again)?$`,
  ),
  ...rules(
    'search',
    `^(?:search|find|show|list|get)(?: me)? (?:for )?(?:everything|anything|all|all tasks|any tasks|tasks|what)(?: (?:i have|there is|that is))? (?:with|about|containing|mentioning|regarding|that (?:has|have|contains?|mentions?)) (?<query>(?!no |high|low|medium|due|priority|a due|deadline|tags?\\b|#).+?)(?: in (?:it|them|the (?:name|title|text)))?$`,
    `^(?:search|find|look up|look for|lookup|grep|filter|search for|find me)(?: (?:for|by|my (?:tasks|list) for|in my (?:tasks|list) for|(?:all |the |my |any )*(?:tasks?|to-?dos?|items?) (?:about|with|containing|named|called|for|that (?:contain|mention|have)|mentioning|matching|including)))? (?<query>.+?)(?: (?:in|on) my (?:list|tasks))?$`,
    `^(?:show|list|do i have|are there|is there|have i got|got|any|what)(?: me)?(?: (?:all|any|the|my|a|some|every))* ?(?:tasks?|to-?dos?|items?|things?|anything|something|one)(?: do i have| are there)?(?: on (?:my|the) list)? (?:about|containing|mentioning|named|called|regarding|related to|that (?:contain|mention|include|have)|with the (?:word|text|name)|with) (?<query>(?!no |high|low|medium|due|priority|a due|deadline|tags?\\b|#).+?)(?: in (?:the |its )?(?:name|title|text))?(?: on (?:my|the) list)?$`,
    `^(?:do i have|have i got|is there|did i add) (?<query>(?!any|something|a lot|much|anything|to\\b|time|more|tasks|things).+?) (?:on|in) (?:my|the) (?:to-?do )?list(?: already)?$`,
  ),
  ...rules(
    'list',
    `^(?:sort|order|arrange|rank|re-?order|organi[sz]e|group) (?:me )?(?<rest>(?:all |of |my |the |our |these |those |open |whole |entire )*(?:${TASK}|everything|all|them|it))(?: out)?,? ?${ORDERED}$`,
    `^(?:(?:show|list|display|view|see|give|print|read)(?: me| us)? )?(?<rest>(?:.* )?(?:${TASK}|everything|all|them)(?: .*?)??),? (?:sorted |ordered |arranged |ranked |grouped |in order )?${ORDERED}$`,
    `^(?:show|shw|shwo|sohw|list|lst|lits|display|dispaly|view|see)(?: me| us)?(?<rest>(?: .*)?)$`,
    `^what (?:can|could|should|shall|do|must|will|would) (?:i|we) (?:still |actually )?(?:do|get done|get up to|tackle|work on|finish|have(?: to do)?|need to do|plan)(?<rest> .+)$`,
    `^(?:read|print|tell|give|open|pull up|bring up|get|fetch|check|look at|go through|run through|recap|review|summari[sz]e|go over)(?: me| us| out| back| to me| through| off)*(?<rest> (?:a list of |a summary of |an overview of |all |every |the |my |our |whole |full |entire |open |overdue |today's |tomorrow's |current |remaining |completed |next |of )*(?:tasks?|to-? ?dos?|list|agenda|to-? ?do list|schedule|what(?:'s|s| is| do| have| i| are)|everything)\\b.*)$`,
    `^(?!${ELSEWHERE})(?:so |ok |and )?(?:what|wat|wht|whats|what's|wats|what is|what are|what're|which|whihc)(?: else| all)? ?(?<rest>(?:is |are |do |did |have |was |'s |has )?(?:i |we |there |on |in |up |left|open|remaining|outstanding|pending|due|my |the |all |next|overdue|late|still|to |for |coming|happening|planned|scheduled|got|new|done|tasks?|to-?dos?|items?|things?|stuff|today|tomorrow|tonight|this|about|urgent|high|important|tagged|agenda|completed|finished).*)$`,
    `^(?:any|anything|anythin|do i have|have i got|do we have|is there|are there|is anything|are any|am i|have i|did i|got any|got anything|where's my|where is my|where are my)(?![\\p{L}'])(?<rest>.*)$`,
    `^(?:let me see|let's see|lets see|i want to see|i wanna see|i'd like to see|can i see|could i see|may i see|let me have a look at|take me to)(?<rest>.*)$`,
    `^(?<rest>(?:(?:my|the|all|open|pending|overdue|done|completed|finished|late|today'?s|tomorrow'?s|this week'?s|next week'?s|remaining|current|upcoming|outstanding|urgent|important|high[ -]priority|low[ -]priority|medium[ -]priority|high prio|#\\S+) )*(?:tasks?|to-?dos?|todos|list|agenda|to do list|task list|todo list|items)(?: (?:for|due|on|this|next|today|tomorrow|tagged|with|that|left|by|in|which|i|from|list|overdue|open|without|done|completed|pending).*)?)$`,
    `^(?<rest>(?:overdue|due|pending|open|remaining|outstanding|left|late|upcoming|completed|finished|today|tomorrow|tonight|this week|next week|this month|the weekend|this weekend|on my plate|due (?:today|tomorrow|this week|next week|soon)|urgent|high priority|#\\S+)(?: (?:stuff|things|ones?|only|tasks?))?)$`,
    `^(?:how|what)(?:'s| is| does| do|s)? (?:my|the)(?<rest> (?:day|week|weekend|month|schedule|agenda|calendar|list|tomorrow|today|afternoon|morning|evening)(?: for .*)?)(?: look| looking| like| going| so far)*$`,
    `^(?:how(?:'s| is| does) my|hows my) (?:day|week|list|schedule|agenda|tomorrow|today)(?: look| looking| look like| going)?(?<rest>.*)$`,
  ),
];

/** Small talk and the words around the list, in English. */
export const englishTalkRules: Rule[] = [
  ...rules(
    'yes',
    `^(?:yes|yeah|yep|yup|ya|yea|yess+|y|sure|ok|okay|kk?|do it|go ahead|confirm|confirmed|correct|right|exactly|absolutely|definitely|affirmative|of course|please do|sounds good|fine|alright|go for it|that's right|thats right|sure thing|indeed)(?:[,.! ]+(?:yes|please|pls|do it|do that|go ahead|sure|it is|do|thanks|thank you|that's right|thats right|that one|ok|okay|confirm|go for it|(?<!^right )now|then|all of them|mate|delete (?:it|them)|of course))*$`,
  ),
  ...rules(
    'no',
    `^(?:please )?(?:do not|don'?t) (?:delete|remove|erase|change|touch|complete|mark|do)(?: (?:it|that|this|them|those|these|anything|any of (?:it|them)))?$`,
    `^(?:no|nope|nah|naw|n|nay|no way|never mind|nevermind|nvm|cancel|cancel that|cancel it|stop|don'?t|do not|not now|leave it|leave that|forget it|forget that|forget about it|skip|skip it|abort|negative|no thanks|no thank you|rather not|not really|(?:keep|leave) (?:it|them|that|this|these|those|both|all|everything)(?: of them)?(?: as (?:it|they) (?:is|are|was|were))?|drop it|none|neither|none of (?:them|those|these)|neither of them)(?:[,.! ]+(?:no|(?:keep|leave) (?:both|all|everything|these|those)(?: of them)?|as (?:it|they) (?:is|are)|neither|none(?: of (?:them|those|these))?|thanks|thank you|thx|don'?t|do not|not now|leave (?:it|them|that)|keep (?:it|them|that)|stop|cancel|it'?s fine|its fine|forget it|please|don'?t do (?:it|that)|never ?mind|all good|that'?s ok|it'?s ok|don'?t (?:add|delete|touch) (?:it|them|that)))*$`,
  ),
  ...rules(
    'decline',
    `^(?:please )?(?:do not|don'?t) (?:delete|remove|erase|change|touch|complete|mark|do (?:it|that|anything))\\b.*$`,
  ),
  ...rules(
    'greeting',
    `^(?:hi+|hello+|hey+|heya|hiya|yo+|howdy|greetings|sup|good (?:morning|afternoon|evening|day)|morning|evening|gm|hi there|hello there|hey there|what'?s up|whats up|wassup|how are (?:you|things|u)(?: doing)?(?: today)?|how'?s it going|hows it going|how do you do|nice to meet you|you there|anyone there|are you there|test|testing|ping)(?:[,.! ]+(?:parley|there|again|you|all|buddy|mate|friend|how are (?:you|u)(?: doing| today)*|how'?s it going|what'?s up|bot|everyone|to you))*$`,
  ),
  ...rules(
    'thanks',
    `^(?:(?:ok |great |perfect |awesome |cool |many |oh )*(?:thanks|thank you|thx|ty|tysm|thank u|thanx|tnx|cheers|much appreciated|appreciate it|i appreciate it|thankyou))(?:[,.! ]+(?:a lot|so much|very much|a bunch|a million|again|mate|buddy|parley|for (?:the|your|all).*|you'?re (?:great|awesome|the best)|for that|that'?s (?:all|great|perfect|it)|bye|man|dude|really))*$`,
  ),
  ...rules(
    'farewell',
    `^(?:bye+|goodbye|good bye|good night|goodnight|gn|see (?:you|ya)(?: later| soon| tomorrow)?|later|cya|farewell|take care|talk to you later|ttyl|bye bye|that'?s (?:all|it)(?: for (?:now|today))?|i'?m off|have a (?:nice|good|great) (?:day|evening|weekend|night|one))(?:[,.! ]+(?:bye|thanks|parley|for now|then|all))*$`,
  ),
  ...rules(
    'compliment',
    `^(?:you(?:'re| are|r)? (?:are )?(?:so |really |very |the |a |pretty |super )*(?:great|awesome|good|cool|amazing|best|helpful|smart|nice|star|useful|genius|lifesaver|funny)|(?:that'?s |thats |this is |how |so |very )?(?:cool|nice|great|awesome|perfect|good job|well done|nice one|good work|amazing|wow|lol|haha+|excellent|brilliant|fantastic|wonderful|sweet|good|lovely|good bot|i love (?:you|it|this)|love it|hehe|lmao|interesting|got it|i see|makes sense|fair enough|good to know|understood))(?:[,.! ]+(?:thanks|thank you|parley|job|work|bot|lol|haha|one))*$`,
  ),
  ...rules(
    'help',
    `^(?:help|help me|halp|hlep|i need (?:some )?help|help please|please help|\\?+ ?help|commands?|menu|options|instructions|manual|examples?|tutorial|guide|usage|features|capabilities)$`,
    `^(?:what|how|wat|wht)(?: all| else| exactly| things| kind of (?:things|stuff))? (?:can|could|do|are|does) (?:you|u|i|this|parley|it)(?: able to)? (?:do|help(?: me)?(?: with)?|ask|say|use|type|work|know|understand|offer|good (?:for|at)|actually do|ask you(?: to do)?|do (?:here|with (?:this|you|it)|for me))(?: you| this| this app| here| for me| exactly| parley| with)*$`,
    `^(?:how (?:does|do|to|can|should) (?:this|it|i|you|parley|we)?(?: app)? ?(?:work|use|works|get started|start|begin|add|delete|create|complete|remove|edit|change|mark|rename)(?: (?:this|it|parley|you|a task|tasks?|the app|with this|a to-?do|one|new tasks?|an item|a reminder|reminders|task as done))*|how (?:this|it) works?|what are (?:your|the) (?:features|commands|options|capabilities|functions)|what(?:'s| is) this(?: app| for)*|what do (?:i|you) do(?: here)?|can you help(?: me)?(?: out)?|show (?:me )?(?:help|commands|examples|what you can do)|tell me what you can do|what should i (?:say|type)|i'?m (?:new here|lost|confused)|im (?:new here|lost|confused))$`,
  ),
  ...rules(
    'who',
    `^(?:who|what)(?:'s| is| are| r|re)? (?:you|u|this|parley|am i talking to|made you|built you|created you|powers you|model are you|llm are you|ai are you|model is this|your name|are you called|kind of (?:ai|bot|model) are you)\\b.*$`,
    `^(?:are|r|is) (?:you|u|this|it) (?:an? |really |just |like |actually |the |some |even |using |powered by |based on )*(?:chat ?gpt|gpt|ai|a\\.i\\.|bot|robot|human|real|person|machine|openai|claude|gemini|siri|alexa|llm|language model|model|computer|alive|offline|online|copilot|assistant|sentient)\\b.*$`,
    `^(?:what|which) (?:ai |language |llm )?(?:model|llm|ai|gpt|version)(?: of gpt)? (?:are|is|do|r) (?:you|u|this|it).*$|^(?:what'?s|what is|whats) your name.*$|^do you (?:have a name|use (?:the internet|gpt|chatgpt|ai|openai)|work offline|send my data).*$`,
  ),
  ...rules(
    'noFiles',
    `^(?:${GET}) (?:in )?(?:all |of |the |my |these |those |every |each |any )*(?:tasks?|to-?dos?|items?|everything|things?|stuff|list|contents?|lines?|text|what(?:'s| is|s)|it|them) (?:that (?:is|are) |which (?:is|are) )?(?:in|from|of|out of|inside|on) ${FILE}${ONTO}$`,
    `^(?:import|read|open|load|use|process|extract|parse|scan|summari[sz]e|look at|go through|check|see|add|turn) (?:this|my attached|the attached|the uploaded|that attached|attached|the attachment|my attachment)(?:$|(?<=attachment)|(?: \\w+)? (?:files?|attachments?|pdfs?|documents?|spreadsheets?|screenshots?|csv|images?|uploads?))${ONTO}$`,
    `^what(?:'s| is|s)(?: written)? (?:in|on) ${FILE}$`,
    `^(?:read|open|see|view) my (?:files?|pdfs?|attachments?|csv|uploads?)$`,
  ),
  ...rules(
    'outOfScope',
    `^.*\\b(?:weather|will it (?:rain|snow|be (?:sunny|hot|cold|warm|windy|cloudy))|is it (?:raining|snowing|sunny|cold|hot)|what (?:time|day|date) is it|today'?s date|what(?:'s| is) the (?:date|time)$|forecast|temperature outside|stock price|stocks|bitcoin|crypto|news|headlines|score of|who won|president|prime minister|capital of|recipe for|translate|population of|meaning of life|horoscope|lottery|joke|poem|haiku|story|song|riddle|essay|python|javascript|typescript|java code|sql query|html|write (?:me )?(?:a |some )?(?:code|function|script|program)|solve|equation|square root|what is \\d+|what'?s \\d+|whats \\d+|calculate \\d+|how old|how tall|how far|distance (?:to|between)|exchange rate|convert \\d+|who invented|who wrote|tell me about (?:the|your)|sing|play (?:music|a song|a game)|movie|recommend a|restaurant|flights? to|book me a|order me|uber|turn (?:on|off) the lights?|set an? (?:alarm|timer))\\b.*$`,
  ),
];

/** Requests to break the rules or to reach other people's tasks, in English. */
export const englishRefused = new RegExp(
  [
    `\\b(?:ignore|disregard|forget|override|bypass|overrule|disobey)\\b.{0,20}\\b(?:all|any|your|the|my|previous|prior|above|earlier|these|those|system|every)\\b.{0,30}\\b(?:instructions?|rules|prompts?|guidelines|restrictions|guardrails|confirmations?|everything (?:above|before))\\b`,
    `\\b(?:tasks?|list|to-?dos?|data|account|password|everything|reminders|items|stuff|info|email)\\b.{0,20}\\b(?:of|from|for|belonging to|owned by|on) (?:the )?(?:(?:other|another|all|every|a different) (?:users?|people|accounts?|persons?)|(?:user|account) ?(?:#|id|no\\.?)? ?\\d+|users|someone else|somebody else|everyone else)`,
    `\\b(?:user|account) ?(?:#|id|no\\.?|number)? ?\\d+(?:'s)?\\b.{0,40}\\b(?:tasks?|list|data|to-?dos?|account|everything)\\b`,
    `\\b(?:other|another|all|every|someone else'?s|somebody else'?s) (?:users?|people|persons?|accounts?|peoples?)(?:'s?)? (?:tasks?|lists?|data|to-?dos?|accounts?|stuff)\\b`,
    `\\b(?:show|reveal|print|repeat|tell|output|give|what(?:'s| is| are))\\b.{0,30}\\b(?:system prompt|your (?:instructions|prompt|rules|system message|hidden)|api keys?|environment variables?|database password|secrets?\\b)`,
    `\\b(?:developer mode|jailbreak|you are now (?!done)|pretend (?:to be|you are|that)|act as (?:an? )?(?:admin|root|dan|developer|system)|as (?:an )?admin(?:istrator)? )`,
    `^(?:sudo|drop table|select \\*|delete from|insert into|truncate table|update tasks set)\\b`,
  ].join('|'),
  'u',
);
