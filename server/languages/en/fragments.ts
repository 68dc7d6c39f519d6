/** The person's list, however it is called. */
export const LIST = `(?:(?:my|the|our|your|this) )?(?:(?:to-? ?do|task|shopping|grocery|groceries|current) )?(?:list|tasks|to-? ?dos|stuff)`;

/** A title in quotation marks. */
export const QUOTED = `"[^"]*"|'[^']*'(?= |$)`;

/** A level of priority in words. */
export const PRIORITY = `(?:(?:a |an )?(?:very |really |super |top |the )*(?:high|highest|higher|low|lowest|lower|medium|normal|middle|top|p[123]|urgent|important|critical|!high|!low|!medium)(?:[ -]?(?:prio|priority|importance))?)`;
