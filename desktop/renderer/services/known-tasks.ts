import { replaceEqualDeep } from '@tanstack/react-query';
import type { Task } from '../../task.ts';

/** What this page knows of a person's tasks, each of them once: lists hold numbers, and whoever shows a task looks here. */
export class KnownTasks {
  readonly #told = new Map<number, Task>();
  readonly #shown = new Map<number, Task>();
  readonly #gone = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  /** A task as it is shown. */
  get(id: number): Task | undefined {
    return this.#shown.get(id) ?? this.#told.get(id);
  }

  /** A task as the server told it last, whatever is shown of it meanwhile. */
  told(id: number): Task | undefined {
    return this.#told.get(id);
  }

  /** Whether a task was here and is no longer. */
  isGone(id: number): boolean {
    return this.#gone.has(id);
  }

  /** Takes what the server tells; what it told of an earlier version comes too late. */
  learn(tasks: readonly Task[]): void {
    for (const task of tasks) {
      const before = this.#told.get(task.id);
      if (before && before.version > task.version) continue;
      this.#told.set(task.id, replaceEqualDeep(before, task));
      this.#gone.delete(task.id);
    }
    this.#tell();
  }

  /** Shows a task otherwise until the server has told what came of it: a box that was ticked is ticked at once. */
  show(id: number, patch: Partial<Task>): void {
    const task = this.get(id);
    if (task) this.#shown.set(id, { ...task, ...patch });
    this.#tell();
  }

  /** Shows a task as it was told. */
  settle(id: number): void {
    if (this.#shown.delete(id)) this.#tell();
  }

  /** A task is no longer there. */
  forget(id: number): void {
    this.#shown.delete(id);
    if (this.#told.delete(id)) this.#gone.add(id);
    this.#tell();
  }

  /** Grows with every change. */
  readonly version = (): number => this.#version;

  /** Listens to changes; returns the way to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
