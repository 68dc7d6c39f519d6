/** Verbs people start a task with, as alternatives of a pattern. Words that command Parley itself are left out. */
export const TASK_VERBS =
  'accept|adjust|advertise|analyze|analyse|answer|apologize|apply|appoint|approve|arrange|ask|assemble|assign|attend|back up|backup|bake|balance|bathe|' +
  'bleach|boil|book|borrow|brainstorm|bring|brush|buff|build|burn|buy|calculate|call|cancel|carry|catch|charge|chase|check|choose|clean|clear|climb|collect|' +
  'compare|compile|complain|configure|confirm|contact|cook|copy|count|cut|deal|debug|decide|decline|declutter|decorate|defrost|deliver|deploy|deposit|design|dig|' +
  'discuss|disinfect|do|donate|double check|download|draft|draw|drill|drink|drive|drop off|drop|dry|dust|eat|email|e-mail|empty|encrypt|enroll|enrol|exchange|' +
  'exercise|explain|export|fax|feed|fertilize|fetch|figure out|file|fill|film|find|fix|fold|follow up|format|forward|fry|gather|get|give|go|google|grab|grade|grill|' +
  'groom|hang|harvest|have|help|hire|hoover|host|hug|hydrate|implement|improve|inform|inspect|install|interview|investigate|invite|invoice|iron|join|kiss|knit|' +
  'learn|leave|lend|light|listen|load|lock|look|lubricate|mail|make|measure|meditate|meet|memorize|mend|merge|message|migrate|mop|mow|negotiate|notify|nurse|' +
  'oil|order|organise|organize|pack|paint|park|pay|pet|phone|pick|ping|plan|plant|play|pluck|plug|polish|post|practice|practise|pray|prep|prepare|present|' +
  'print|proofread|prune|publish|pump|purchase|push|rake|read|rebook|recharge|recycle|refill|refund|register|rehearse|relax|remortgage|renew|rent|repair|replace|' +
  'reply|report|request|research|reserve|respond|return|review|revise|ride|ring|roast|run|save|scan|schedule|scrub|sell|send|service|sew|sharpen|shave|shop|shovel|' +
  'sign|skype|sleep|sort|speak|spray|start|stop|stretch|strip|study|submit|subscribe|sweep|swim|switch off|take|talk|taste|teach|test|text|thank|throw|tidy|tip|top up|train|' +
  'translate|transfer|trim|troubleshoot|try|turn|unload|unpack|unsubscribe|upload|vacuum|verify|visit|volunteer|vote|wait|wake|walk|wash|watch|water|wax|weed|weigh|' +
  'whatsapp|wipe|withdraw|work|wrap|write|zip';

/** Whether a folded text starts with such a verb and says what it is done to. */
export function startsWithTaskVerb(folded: string): boolean {
  return STARTS.test(folded);
}

/** Whether a folded word is the past of such a verb, or an irregular past form. */
export function isRegularPast(word: string): boolean {
  return PAST.has(word);
}

const STARTS = new RegExp(`^(?:${TASK_VERBS}) \\S`, 'u');

const PAST = new Set(
  TASK_VERBS.split('|')
    .filter((verb) => !verb.includes(' '))
    .flatMap((verb) => [
      verb.endsWith('e') ? `${verb}d` : `${verb}ed`,
      verb.endsWith('y') ? `${verb.slice(0, -1)}ied` : `${verb}${verb.at(-1) ?? ''}ed`,
    ])
    .concat(
      'finished',
      'completed',
      'handled',
      'sorted',
      'settled',
      'resolved',
      'tackled',
      'covered',
      'wrapped',
      'handed',
      'arranged',
      'cooked',
    )
    .filter((word) => word !== 'need' && word !== 'needed'),
);
