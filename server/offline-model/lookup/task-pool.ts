import { splitWords } from '../matching/split-words.ts';
import { parseTaskList, type KnownTask } from './tool-results.ts';
import type { ToolLedger } from './tool-ledger.ts';

/** Thrown while a plan still waits for results; the calls it wants are in the ledger. */
export class ResultsAwaited extends Error {}

/** The tasks of the person, fetched page by page when a plan first asks for them. */
export class TaskPool {
  readonly #ledger: ToolLedger;

  readonly #pageSize: number;
  /** Read once per turn: the plan compares tasks by identity. */
  readonly #lists = new Map<string, KnownTask[]>();

  /** @param pageSize 1 to 100; pools of unlike size do not share answers, so one made later sees later results */
  constructor(ledger: ToolLedger, pageSize = LOOKUP_PAGE) {
    this.#ledger = ledger;
    this.#pageSize = pageSize;
  }

  /** @throws ResultsAwaited while a page is missing */
  get pending(): KnownTask[] {
    return this.list({ status: 'pending' });
  }

  /** @throws ResultsAwaited while a page is missing */
  get completed(): KnownTask[] {
    return this.list({ status: 'completed' });
  }

  /** The task of that number, open or done. @throws ResultsAwaited while a page is missing */
  byId(id: number): KnownTask | undefined {
    return this.pending.find((task) => task.id === id) ?? this.completed.find((task) => task.id === id);
  }

  /**
   * The tasks that fit, four pages at most.
   * @throws ResultsAwaited while a page is missing
   */
  list(filter: Record<string, unknown>): KnownTask[] {
    const key = JSON.stringify(filter);
    const tasks = this.#lists.get(key) ?? this.#read(filter);
    this.#lists.set(key, tasks);
    return tasks;
  }

  /**
   * How many tasks fit, on all pages: a list here ends after four.
   * @throws ResultsAwaited while the first page is missing
   */
  total(filter: Record<string, unknown>): number {
    const list = this.#readPage(filter);
    return list?.total ?? list?.tasks.length ?? 0;
  }

  /** Whether `list` has all that fit. @throws ResultsAwaited while the first page is missing */
  isWhole(filter: Record<string, unknown>): boolean {
    return this.total(filter) <= MOST_PAGES * this.#pageSize;
  }

  /**
   * The tasks that words can name: all that are listed, and where that is not all there are, those that have the words.
   * @throws ResultsAwaited while a page is missing
   */
  near(text: string, status: 'pending' | 'completed'): KnownTask[] {
    const listed = this.list({ status });
    if (this.isWhole({ status })) return listed;
    const found = this.list({ status, query: splitWords(text).join(' ') });
    return [...listed, ...found.filter(({ id }) => !listed.some((task) => task.id === id))];
  }

  #readPage(filter: Record<string, unknown>, after?: string | number): ReturnType<typeof parseTaskList> {
    const page = { ...filter, limit: this.#pageSize, ...(after !== undefined && { after }) };
    const result = this.#ledger.call('list_tasks', page);
    if (result === undefined) throw new ResultsAwaited();
    return parseTaskList(result);
  }

  #read(filter: Record<string, unknown>): KnownTask[] {
    const tasks: KnownTask[] = [];
    let after: string | number | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const list = this.#readPage(filter, after);
      tasks.push(...(list?.tasks ?? []));
      if (!list?.has_more || list.after === null || list.after === undefined) break;
      after = list.after;
    }
    return tasks;
  }
}

/** Lists of this size are looked through and not shown. */
export const LOOKUP_PAGE = 100;
const MOST_PAGES = 4;
