/** One line of the list that opens on `@` or `/`. */
export type Suggestion = {
  key: string;
  label: string;
  description?: string;
  icon?: string;
  group?: string;
  choose: () => void | Promise<void>;
};
