/** The root of every cached answer about a person's tasks; keys start with the person's id. */
export function tasksKey(userId: string) {
  return [userId, 'tasks'] as const;
}

/** The lists; each has its filter next. */
export function listsKey(userId: string) {
  return [...tasksKey(userId), 'list'] as const;
}

/** The counts; each has its filter next. */
export function countsKey(userId: string) {
  return [...tasksKey(userId), 'counts'] as const;
}

/** The tasks that were opened; each has its number next. */
export function openedKey(userId: string) {
  return [...tasksKey(userId), 'task'] as const;
}
