import { findViolation, type AttachmentViolation } from '../options/attachment-rules.ts';
import { formatBytes } from '../options/format-bytes.ts';
import { parseAttachment } from '../protocol/parse-thread-item.ts';
import type { WireAttachment } from '../protocol/thread-item.ts';
import type { Upload } from '../state/chat-state.ts';
import { showToast } from '../state/show-toast.ts';
import { toError } from './element-event.ts';
import type { SessionContext } from './session-context.ts';

/** Checks, uploads and removes the files of the draft. */
export class AttachmentUploader {
  readonly #context: SessionContext;
  readonly #files = new Map<string, File>();
  #nextKey = 0;

  constructor(context: SessionContext) {
    this.#context = context;
  }

  /** Adds files to the draft; those that break a rule are refused with a toast. */
  add(files: Iterable<File>): void {
    const rules = this.#context.options().composer?.attachments;
    if (!rules?.enabled) return;
    for (const file of files) {
      const violation = findViolation(rules, file, this.#context.store.get().uploads.length);
      if (violation) this.#refuse(file, violation);
      else this.#begin(file);
    }
  }

  /** Adds attachments the server already has. */
  adopt(attachments: readonly WireAttachment[]): void {
    const uploads = attachments.map((attachment) => ({
      key: this.#makeKey(),
      name: attachment.name,
      mimeType: attachment.mime_type,
      status: 'done' as const,
      previewUrl: attachment.preview_url ?? null,
      attachment,
    }));
    this.#context.store.patch({ uploads });
  }

  /** Uploads a file again that failed. */
  retry(key: string): void {
    const file = this.#files.get(key);
    if (!file) return;
    this.#patch(key, { status: 'uploading' });
    void this.#upload(key, file);
  }

  /** Removes a file from the draft and from the server. */
  async remove(key: string): Promise<void> {
    const { store, client, emit } = this.#context;
    const upload = store.get().uploads.find((other) => other.key === key);
    if (!upload) return;
    this.#files.delete(key);
    store.update((state) => ({ ...state, uploads: state.uploads.filter((other) => other.key !== key) }));
    if (upload.previewUrl?.startsWith('blob:')) URL.revokeObjectURL(upload.previewUrl);
    if (!upload.attachment) return;
    try {
      await client.send({ type: 'attachments.delete', params: { attachment_id: upload.attachment.id } });
    } catch (thrown) {
      emit('chatkit.error', { error: toError(thrown) });
    }
  }

  #begin(file: File): void {
    const key = this.#makeKey();
    this.#files.set(key, file);
    const upload: Upload = {
      key,
      name: file.name,
      mimeType: file.type,
      status: 'uploading',
      previewUrl: file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
      attachment: null,
    };
    this.#context.store.update((state) => ({ ...state, uploads: [...state.uploads, upload] }));
    void this.#upload(key, file);
  }

  async #upload(key: string, file: File): Promise<void> {
    try {
      const strategy = this.#context.options().api.uploadStrategy;
      const attachment =
        strategy?.type === 'direct'
          ? await this.#uploadDirect(strategy.uploadUrl, file)
          : await this.#uploadTwoPhase(file);
      this.#patch(key, { status: 'done', attachment });
    } catch (thrown) {
      this.#patch(key, { status: 'failed' });
      this.#context.emit('chatkit.error', { error: toError(thrown) });
    }
  }

  async #uploadDirect(url: string, file: File): Promise<WireAttachment> {
    const response = await this.#context.client.upload(url, { method: 'POST', body: formOf(file) });
    return oneAttachment(await response.json());
  }

  async #uploadTwoPhase(file: File): Promise<WireAttachment> {
    const params = { name: file.name, size: file.size, mime_type: file.type || 'application/octet-stream' };
    const created = oneAttachment(await this.#context.client.send({ type: 'attachments.create', params }));
    const descriptor = created.upload_descriptor;
    if (!descriptor) return created;
    const { url, method, headers } = descriptor;
    const init = { method, headers, body: method === 'PUT' ? file : formOf(file) };
    // Somebody else's storage must not see the credentials the host's fetch adds.
    const isOurs = new URL(url, location.href).origin === this.#apiOrigin();
    if (isOurs) await this.#context.client.upload(url, init);
    else await uploadElsewhere(url, init);
    return created;
  }

  #apiOrigin(): string {
    return new URL(this.#context.options().api.url, location.href).origin;
  }

  #refuse(file: File, violation: AttachmentViolation): void {
    const { store, emit } = this.#context;
    const { strings } = store.get().translation;
    const text = violationText(violation, file.name, strings);
    showToast(store, text);
    emit('chatkit.error', { error: new Error(text) });
  }

  #patch(key: string, members: Partial<Upload>): void {
    this.#context.store.update((state) => ({
      ...state,
      uploads: state.uploads.map((upload) => (upload.key === key ? { ...upload, ...members } : upload)),
    }));
  }

  #makeKey(): string {
    return `upload_${++this.#nextKey}`;
  }
}

function violationText(
  violation: AttachmentViolation,
  name: string,
  strings: { fileTooLarge: string; fileTypeRefused: string; tooManyFiles: string },
): string {
  if (violation.reason === 'count') return strings.tooManyFiles.replace('{max}', String(violation.limit));
  if (violation.reason === 'type') return strings.fileTypeRefused.replace('{name}', name);
  return strings.fileTooLarge.replace('{name}', name).replace('{max}', formatBytes(violation.limit));
}

async function uploadElsewhere(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`The upload failed with status ${response.status}.`);
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
}

function oneAttachment(answer: unknown): WireAttachment {
  const [attachment] = parseAttachment(answer);
  if (!attachment) throw new Error('The server sent no attachment.');
  return attachment;
}
